// C++: one block is registered, another one captured.
#include <ntddk.h>
#include <wsk.h>

namespace
{
const WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
WSK_REGISTRATION registration;
WSK_REGISTRATION registration2;
WSK_PROVIDER_NPI provider;
}

NTSTATUS net_up()
{
    WSK_CLIENT_NPI npi{ nullptr, &dispatch };

    if (auto status = WskRegister(&npi, &registration); !NT_SUCCESS(status)) {
        return status;
    }
    if (auto status = WskCaptureProviderNPI(&registration2, 100, &provider); !NT_SUCCESS(status)) { // want: capture-without-register
        WskDeregister(&registration);
        return status;
    }
    return STATUS_SUCCESS;
}

void net_down()
{
    WskReleaseProviderNPI(&registration2);
    WskDeregister(&registration);
}

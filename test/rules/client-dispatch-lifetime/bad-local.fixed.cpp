// C++: brace-initialised local table, registration behind a reference.
#include <ntddk.h>
#include <wsk.h>

namespace shell
{

NTSTATUS init_wsk(WSK_REGISTRATION &registration, WSK_PROVIDER_NPI &provider)
{
    static const WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
    WSK_CLIENT_NPI npi{ nullptr, &dispatch };

    auto status = WskRegister(&npi, &registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = WskCaptureProviderNPI(&registration, WSK_INFINITE_WAIT, &provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&registration);
    }
    return status;
}

void exit_wsk(WSK_REGISTRATION &registration)
{
    WskReleaseProviderNPI(&registration);
    WskDeregister(&registration);
}

} // namespace shell

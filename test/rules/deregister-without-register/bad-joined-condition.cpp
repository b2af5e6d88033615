// One condition joins the failed registration with a bad argument; its branch deregisters in both cases.
#include <ntddk.h>
#include <wsk.h>

namespace
{
const WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
WSK_REGISTRATION registration;
}

NTSTATUS vpn_selftest(PVOID buffer)
{
    WSK_CLIENT_NPI npi{ nullptr, &dispatch };

    const auto status = WskRegister(&npi, &registration);
    if (!NT_SUCCESS(status) || buffer == nullptr) {
        WskDeregister(&registration); // want: deregister-without-register
        return STATUS_UNSUCCESSFUL;
    }

    RtlZeroMemory(buffer, 16);
    WskDeregister(&registration);
    return STATUS_SUCCESS;
}

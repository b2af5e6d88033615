// A lambda undoes the registration and is only called behind success.
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
    auto undo = [] { WskDeregister(&registration); };

    if (const auto status = WskRegister(&npi, &registration); !NT_SUCCESS(status)) {
        return status;
    }

    if (buffer == nullptr) {
        undo();
        return STATUS_INVALID_PARAMETER;
    }

    RtlZeroMemory(buffer, 16);
    undo();
    return STATUS_SUCCESS;
}

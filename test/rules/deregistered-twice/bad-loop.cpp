// The deregistration stands inside the loop over the users of one block.
#include <ntddk.h>
#include <wsk.h>

namespace
{
const WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
WSK_REGISTRATION registration;
}

NTSTATUS probe_versions(USHORT *versions, int count)
{
    WSK_CLIENT_NPI npi{ nullptr, &dispatch };

    if (auto status = WskRegister(&npi, &registration); !NT_SUCCESS(status)) {
        return status;
    }

    for (int i = 0; i < count; ++i) {
        WSK_PROVIDER_CHARACTERISTICS range{};
        versions[i] = range.HighestVersion;
        WskDeregister(&registration); // want: deregistered-twice
    }
    return STATUS_SUCCESS;
}

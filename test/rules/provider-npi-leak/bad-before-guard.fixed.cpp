// C++: the guard exists, but one early return stands above it.
#include <ntddk.h>
#include <wsk.h>

namespace net
{

extern WSK_REGISTRATION registration;

struct release_guard
{
    ~release_guard() { WskReleaseProviderNPI(&registration); }
};

NTSTATUS version(USHORT *out)
{
    WSK_PROVIDER_NPI npi{};

    const auto status = WskCaptureProviderNPI(&registration, 100, &npi);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    if (!out) {
        WskReleaseProviderNPI(&registration);
        return STATUS_INVALID_PARAMETER;
    }

    release_guard guard;
    *out = npi.Dispatch->Version;
    return STATUS_SUCCESS;
}

} // namespace net

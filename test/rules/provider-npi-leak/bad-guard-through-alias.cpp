// The guard, declared by an alias, has no destructor that gives the provider NPI back.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION Registration;

class Capture {
public:
    NTSTATUS Take(PWSK_PROVIDER_NPI npi) { return WskCaptureProviderNPI(&Registration, 100, npi); }
    void Drop() { WskReleaseProviderNPI(&Registration); }
};

using ProviderGuard = Capture;

NTSTATUS Query(ULONG *version)
{
    WSK_PROVIDER_NPI npi;
    ProviderGuard guard;
    NTSTATUS status = guard.Take(&npi);

    if (!NT_SUCCESS(status))
        return status;
    if (npi.Dispatch->Version < MAKE_WSK_VERSION(1, 0))
        return STATUS_NOT_SUPPORTED; // want: provider-npi-leak
    *version = npi.Dispatch->Version;
    guard.Drop();
    return STATUS_SUCCESS;
}

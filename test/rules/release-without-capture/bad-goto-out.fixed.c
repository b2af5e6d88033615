// The failed capture jumps to the label that releases.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION LimRegistration;

NTSTATUS LimReadVersion(PUSHORT Version)
{
    BOOLEAN wskCaptured = FALSE;
    NTSTATUS status;
    WSK_PROVIDER_NPI npi;

    status = WskCaptureProviderNPI(&LimRegistration, 100, &npi);
    wskCaptured = NT_SUCCESS(status);
    if (!NT_SUCCESS(status)) {
        *Version = 0;
        goto out;
    }

    *Version = npi.Dispatch->Version;

out:
    if (wskCaptured) {
        WskReleaseProviderNPI(&LimRegistration);
    }
    return status;
}

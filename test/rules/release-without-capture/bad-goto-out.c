// The failed capture jumps to the label that releases.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION LimRegistration;

NTSTATUS LimReadVersion(PUSHORT Version)
{
    NTSTATUS status;
    WSK_PROVIDER_NPI npi;

    status = WskCaptureProviderNPI(&LimRegistration, 100, &npi);
    if (!NT_SUCCESS(status)) {
        *Version = 0;
        goto out;
    }

    *Version = npi.Dispatch->Version;

out:
    WskReleaseProviderNPI(&LimRegistration); // want: release-without-capture
    return status;
}

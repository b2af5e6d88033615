// Released behind success only; the failed capture goes another way.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION LimRegistration;

NTSTATUS LimReadVersion(PUSHORT Version)
{
    NTSTATUS status;
    WSK_PROVIDER_NPI npi;

    *Version = 0;
    if (NT_SUCCESS(status = WskCaptureProviderNPI(&LimRegistration, 100, &npi))) {
        *Version = npi.Dispatch->Version;
        WskReleaseProviderNPI(&LimRegistration);
    }
    return status;
}

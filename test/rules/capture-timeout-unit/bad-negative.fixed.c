// A relative time in 100-nanosecond units, as for KeWaitForSingleObject.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION Registration;

NTSTATUS Capture(PWSK_PROVIDER_NPI Npi)
{
    return WskCaptureProviderNPI(&Registration, 1000, Npi);
}

VOID Release(VOID)
{
    WskReleaseProviderNPI(&Registration);
}

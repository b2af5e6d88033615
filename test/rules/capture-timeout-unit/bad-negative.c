// A relative time in 100-nanosecond units, as for KeWaitForSingleObject.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION Registration;

NTSTATUS Capture(PWSK_PROVIDER_NPI Npi)
{
    return WskCaptureProviderNPI(&Registration, -10000000, Npi); // want: capture-timeout-unit
}

VOID Release(VOID)
{
    WskReleaseProviderNPI(&Registration);
}

// Milliseconds multiplied by 10000 as if the unit were 100 ns.
#include <ntddk.h>
#include <wsk.h>

#define MS_TO_100NS(ms) ((ms) * 10000)

extern WSK_REGISTRATION Registration;

NTSTATUS CaptureMs(ULONG Milliseconds, PWSK_PROVIDER_NPI Npi)
{
    return WskCaptureProviderNPI(&Registration, Milliseconds * 10000, Npi);
}

NTSTATUS CaptureShort(PWSK_PROVIDER_NPI Npi)
{
    return WskCaptureProviderNPI(&Registration, 500, Npi);
}

VOID Release(VOID)
{
    WskReleaseProviderNPI(&Registration);
}

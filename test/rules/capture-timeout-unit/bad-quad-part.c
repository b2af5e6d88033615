// The QuadPart of a LARGE_INTEGER.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION Registration;

NTSTATUS CaptureFor(ULONG Seconds, PWSK_PROVIDER_NPI Npi)
{
    LARGE_INTEGER timeout;
    NTSTATUS status;

    timeout.QuadPart = Int32x32To64(Seconds, -10000000);
    status = WskCaptureProviderNPI(
        &Registration,
        (ULONG)timeout.QuadPart, // want: capture-timeout-unit
        Npi);
    return status;
}

VOID Release(VOID)
{
    WskReleaseProviderNPI(&Registration);
}

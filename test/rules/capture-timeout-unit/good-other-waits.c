// 100-nanosecond units where they belong, beside a capture in milliseconds.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION Registration;

NTSTATUS CapturePatiently(PKEVENT Stop, PWSK_PROVIDER_NPI Npi)
{
    LARGE_INTEGER delay;
    NTSTATUS status;
    ULONG timeout = 250;

    delay.QuadPart = -10000000LL;

    do {
        status = WskCaptureProviderNPI(&Registration, timeout, Npi);
        if (NT_SUCCESS(status)) {
            break;
        }
        timeout *= 2;
    } while (KeWaitForSingleObject(Stop, Executive, KernelMode, FALSE, &delay) == STATUS_TIMEOUT);

    return status;
}

VOID Release(VOID)
{
    WskReleaseProviderNPI(&Registration);
}

// Milliseconds in the usual spellings, and the two constants.
#include <ntddk.h>
#include <wsk.h>

#define SECONDS(n)      ((n) * 1000)
#define CAPTURE_TIMEOUT 10000

extern WSK_REGISTRATION Registration;

enum { ONE_MINUTE = 60 * 1000 };

NTSTATUS Capture(int Kind, ULONG Seconds, PWSK_PROVIDER_NPI Npi)
{
    switch (Kind) {
    case 0:
        return WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, Npi);
    case 1:
        return WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, Npi);
    case 2:
        return WskCaptureProviderNPI(&Registration, 5 * 60 * 1000, Npi);
    case 3:
        return WskCaptureProviderNPI(&Registration, SECONDS(10), Npi);
    case 4:
        return WskCaptureProviderNPI(&Registration, CAPTURE_TIMEOUT, Npi);
    case 5:
        return WskCaptureProviderNPI(&Registration, Seconds * 1000, Npi);
    case 6:
        return WskCaptureProviderNPI(&Registration, ONE_MINUTE, Npi);
    case 7:
        return WskCaptureProviderNPI(&Registration, 0, Npi);
    default:
        return WskCaptureProviderNPI(&Registration, 10 * 1000, Npi);
    }
}

VOID Release(VOID)
{
    WskReleaseProviderNPI(&Registration);
}

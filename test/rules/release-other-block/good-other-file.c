// What captures through the other block is in a file that is not there.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
extern WSK_REGISTRATION SharedRegistration;

VOID SharedRelease(VOID)
{
    WskReleaseProviderNPI(&SharedRegistration);
}

NTSTATUS SharedVersion(PWSK_REGISTRATION Registration, PUSHORT Version)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS status = WskCaptureProviderNPI(Registration, WSK_INFINITE_WAIT, &npi);

    if (NT_SUCCESS(status)) {
        *Version = npi.Dispatch->Version;
        WskReleaseProviderNPI(Registration);
    }
    return status;
}

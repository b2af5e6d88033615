// All tries failed, yet the code behind the loop releases.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION DevRegistration;

VOID DevTouchProvider(VOID)
{
    BOOLEAN wskCaptured = FALSE;
    WSK_PROVIDER_NPI npi;
    NTSTATUS status = STATUS_UNSUCCESSFUL;
    ULONG attempt;

    for (attempt = 0; attempt < 3 && !NT_SUCCESS(status); attempt++) {
        status = WskCaptureProviderNPI(&DevRegistration, 1000, &npi);
        wskCaptured = NT_SUCCESS(status);
    }

    if (NT_SUCCESS(status)) {
        DbgPrint("version %x\n", npi.Dispatch->Version);
    }
    if (wskCaptured) {
        WskReleaseProviderNPI(&DevRegistration);
    }
}

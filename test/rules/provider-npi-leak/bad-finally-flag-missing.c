// The flag that the finally block goes by is never set.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION Registration;

NTSTATUS ReadVersion(PUSHORT Version, PBOOLEAN Known)
{
    NTSTATUS status = STATUS_UNSUCCESSFUL;
    BOOLEAN captured = FALSE;
    WSK_PROVIDER_NPI npi;

    __try {
        status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &npi);
        if (!NT_SUCCESS(status)) {
            __leave;
        }

        *Version = npi.Dispatch->Version;
        *Known = TRUE;
    } __finally {
        if (captured) {
            WskReleaseProviderNPI(&Registration);
        }
    }

    return status; // want: provider-npi-leak
}

// Release in the finally block, by a flag set right after the capture.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION RelayRegistration;

NTSTATUS RelayProbe(PIRP *OutIrp)
{
    NTSTATUS status;
    WSK_PROVIDER_NPI npi;
    BOOLEAN captured = FALSE;

    __try {
        status = WskCaptureProviderNPI(&RelayRegistration, WSK_INFINITE_WAIT, &npi);
        if (!NT_SUCCESS(status)) {
            __leave;
        }
        captured = TRUE;

        if (npi.Dispatch->Version == 0) {
            status = STATUS_NOINTERFACE;
            __leave;
        }

        *OutIrp = IoAllocateIrp(1, FALSE);
        if (*OutIrp == NULL) {
            status = STATUS_INSUFFICIENT_RESOURCES;
            __leave;
        }
    }
    __finally {
        if (captured) {
            WskReleaseProviderNPI(&RelayRegistration);
        }
    }

    return status;
}

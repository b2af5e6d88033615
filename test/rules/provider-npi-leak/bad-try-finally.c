// The finally block releases by a flag that is set too late.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION RelayRegistration;

NTSTATUS RelayProbe(PIRP *OutIrp)
{
    NTSTATUS status;
    WSK_PROVIDER_NPI npi;
    PIRP irp = NULL;
    BOOLEAN captured = FALSE;

    __try {
        status = WskCaptureProviderNPI(&RelayRegistration, WSK_INFINITE_WAIT, &npi);
        if (!NT_SUCCESS(status)) {
            __leave;
        }

        irp = IoAllocateIrp(1, FALSE);
        if (irp == NULL) {
            status = STATUS_INSUFFICIENT_RESOURCES;
            __leave;
        }
        captured = TRUE;
        *OutIrp = irp;
    }
    __finally {
        if (captured) {
            WskReleaseProviderNPI(&RelayRegistration);
        }
    }

    return status; // want: provider-npi-leak
}

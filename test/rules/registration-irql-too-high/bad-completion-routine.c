// An IRP completion routine registers anew when the connection breaks.
#include <ntddk.h>
#include <wsk.h>

typedef struct _RECON {
    WSK_REGISTRATION Registration;
    WSK_CLIENT_NPI Client;
    NTSTATUS Status;
} RECON, *PRECON;

static IO_COMPLETION_ROUTINE ReconDone;

static NTSTATUS ReconDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PRECON recon = (PRECON)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    if (!NT_SUCCESS(Irp->IoStatus.Status)) {
        recon->Status = WskRegister(&recon->Client, &recon->Registration); // want: registration-irql-too-high
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID ReconArm(PRECON Recon, PIRP Irp)
{
    IoSetCompletionRoutine(Irp, ReconDone, Recon, TRUE, TRUE, TRUE);
}

VOID ReconStop(PRECON Recon)
{
    if (NT_SUCCESS(Recon->Status)) {
        WskDeregister(&Recon->Registration);
    }
}

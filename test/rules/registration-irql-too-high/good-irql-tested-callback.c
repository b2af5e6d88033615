// An IRP completion routine registers anew: at PASSIVE_LEVEL itself, else by a work item.
#include <ntddk.h>
#include <wsk.h>

typedef struct _RECON {
    WSK_REGISTRATION Registration;
    WSK_CLIENT_NPI Client;
    PIO_WORKITEM WorkItem;
    NTSTATUS Status;
} RECON, *PRECON;

static IO_COMPLETION_ROUTINE ReconDone;
static IO_WORKITEM_ROUTINE ReconWorker;

static VOID ReconAgain(PRECON Recon)
{
    if (KeGetCurrentIrql() > PASSIVE_LEVEL) {
        IoQueueWorkItem(Recon->WorkItem, ReconWorker, DelayedWorkQueue, Recon);
        return;
    }
    Recon->Status = WskRegister(&Recon->Client, &Recon->Registration);
}

static VOID ReconWorker(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    ReconAgain((PRECON)Context);
}

static NTSTATUS ReconDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    if (!NT_SUCCESS(Irp->IoStatus.Status)) {
        ReconAgain((PRECON)Context);
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

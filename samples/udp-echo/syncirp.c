#include "syncirp.h"

static IO_COMPLETION_ROUTINE SyncIrpComplete;

_Use_decl_annotations_
NTSTATUS SyncIrpCreate(PSYNC_IRP Sync)
{
    KeInitializeEvent(&Sync->Done, NotificationEvent, FALSE);
    Sync->Irp = IoAllocateIrp(1, FALSE);
    return Sync->Irp != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

_Use_decl_annotations_
VOID SyncIrpDelete(PSYNC_IRP Sync)
{
    IoFreeIrp(Sync->Irp);
}

_Use_decl_annotations_
PIRP SyncIrpPrepare(PSYNC_IRP Sync)
{
    IoReuseIrp(Sync->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Sync->Done);
    IoSetCompletionRoutine(Sync->Irp, SyncIrpComplete, &Sync->Done, TRUE, TRUE, TRUE);
    return Sync->Irp;
}

_Use_decl_annotations_
NTSTATUS SyncIrpWait(PSYNC_IRP Sync)
{
    KeWaitForSingleObject(&Sync->Done, Executive, KernelMode, FALSE, NULL);
    return Sync->Irp->IoStatus.Status;
}

/* The IRP stays ours: STATUS_MORE_PROCESSING_REQUIRED keeps the I/O manager from touching it. */
_Use_decl_annotations_
static NTSTATUS NTAPI SyncIrpComplete(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// The cancel routine of an IRP deregisters: it is called at DISPATCH_LEVEL, with the cancel spin lock held.
#include <ntddk.h>
#include <wsk.h>

typedef struct _FEED {
    WSK_REGISTRATION Registration;
    PIRP Waiting;
} FEED, *PFEED;

static FEED Feed;

static VOID FeedCancelled(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    WskDeregister(&Feed.Registration); // want: registration-irql-too-high "DISPATCH_LEVEL"
    IoReleaseCancelSpinLock(Irp->CancelIrql);
}

NTSTATUS FeedWait(PIRP Irp)
{
    IoMarkIrpPending(Irp);
    Feed.Waiting = Irp;
    IoSetCancelRoutine(Irp, FeedCancelled);
    return STATUS_PENDING;
}

// The tests of the IRQL are there, but send the waiting call the wrong way.
#include <ntddk.h>
#include <wsk.h>

typedef struct _FEED {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
    PIO_WORKITEM WorkItem;
    KSPIN_LOCK Lock;
} FEED, *PFEED;

IO_COMPLETION_ROUTINE FeedSent;
IO_WORKITEM_ROUTINE FeedWorker;

static VOID FeedTake(PFEED Feed)
{
    if (NT_SUCCESS(WskCaptureProviderNPI(&Feed->Registration, WSK_NO_WAIT, &Feed->Npi))) {
        WskReleaseProviderNPI(&Feed->Registration);
    }
}

VOID FeedWorker(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    FeedTake((PFEED)Context);
}

NTSTATUS FeedSent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PFEED feed = (PFEED)Context;
    KIRQL irql = KeGetCurrentIrql();

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    if (irql >= DISPATCH_LEVEL) {
        FeedTake(feed);
    } else {
        IoQueueWorkItem(feed->WorkItem, FeedWorker, DelayedWorkQueue, feed);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// Nothing says at which IRQL this runs, but the test does.
NTSTATUS FeedPoke(PFEED Feed)
{
    NTSTATUS status;

    if (KeGetCurrentIrql() == PASSIVE_LEVEL) {
        IoQueueWorkItem(Feed->WorkItem, FeedWorker, DelayedWorkQueue, Feed);
        return STATUS_PENDING;
    }
    status = WskCaptureProviderNPI(&Feed->Registration, WSK_NO_WAIT, &Feed->Npi);
    if (NT_SUCCESS(status)) {
        WskReleaseProviderNPI(&Feed->Registration);
    }
    return status;
}

// What was tested before the lock was taken is no longer so.
NTSTATUS FeedLocked(PFEED Feed)
{
    NTSTATUS status = STATUS_PENDING;
    KIRQL irql;

    if (KeGetCurrentIrql() == PASSIVE_LEVEL) {
        KeAcquireSpinLock(&Feed->Lock, &irql);
        status = WskCaptureProviderNPI(&Feed->Registration, WSK_NO_WAIT, &Feed->Npi);
        KeReleaseSpinLock(&Feed->Lock, irql);
        if (NT_SUCCESS(status)) {
            WskReleaseProviderNPI(&Feed->Registration);
        }
    }
    return status;
}

VOID FeedArm(PFEED Feed, PIRP Irp)
{
    IoSetCompletionRoutine(Irp, FeedSent, Feed, TRUE, TRUE, TRUE);
}

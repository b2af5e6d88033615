// Routines that may run at DISPATCH_LEVEL look at the IRQL first, in several ways, and wait only below it.
#include <ntddk.h>
#include <wsk.h>

typedef struct _FEED {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
    PIO_WORKITEM WorkItem;
    KTIMER Timer;
    KDPC Dpc;
} FEED, *PFEED;

IO_COMPLETION_ROUTINE FeedSent;
KDEFERRED_ROUTINE FeedTick;
IO_WORKITEM_ROUTINE FeedWorker;

static VOID FeedTake(PFEED Feed, ULONG Wait)
{
    if (NT_SUCCESS(WskCaptureProviderNPI(&Feed->Registration, Wait, &Feed->Npi))) {
        WskReleaseProviderNPI(&Feed->Registration);
    }
}

VOID FeedWorker(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    FeedTake((PFEED)Context, WSK_INFINITE_WAIT);
}

// Below DISPATCH_LEVEL at once, else in a work item.
NTSTATUS FeedSent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PFEED feed = (PFEED)Context;
    KIRQL irql = KeGetCurrentIrql();

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    if (irql < DISPATCH_LEVEL) {
        FeedTake(feed, 500);
    } else {
        IoQueueWorkItem(feed->WorkItem, FeedWorker, DelayedWorkQueue, feed);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static BOOLEAN FeedMayWait(VOID)
{
    return KeGetCurrentIrql() == PASSIVE_LEVEL;
}

// Some callers are at PASSIVE_LEVEL; the helper tells.
VOID FeedTick(PKDPC Dpc, PVOID Context, PVOID First, PVOID Second)
{
    PFEED feed = (PFEED)Context;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(First);
    UNREFERENCED_PARAMETER(Second);

    if (!FeedMayWait()) {
        IoQueueWorkItem(feed->WorkItem, FeedWorker, DelayedWorkQueue, feed);
        return;
    }
    FeedTake(feed, 500);
}

// The one level at which nothing may wait goes another way.
NTSTATUS FeedEvent(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Accepted)
{
    PFEED feed = (PFEED)SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(Bytes);
    UNREFERENCED_PARAMETER(Accepted);

    switch (KeGetCurrentIrql()) {
    case DISPATCH_LEVEL:
        IoQueueWorkItem(feed->WorkItem, FeedWorker, DelayedWorkQueue, feed);
        break;
    default:
        FeedTake(feed, 500);
        break;
    }
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH FeedEvents = { FeedEvent, NULL, NULL };

VOID FeedArm(PFEED Feed, PIRP Irp)
{
    KeInitializeDpc(&Feed->Dpc, FeedTick, Feed);
    IoSetCompletionRoutine(Irp, FeedSent, Feed, TRUE, TRUE, TRUE);
}

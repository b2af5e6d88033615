#include "request.h"

static IO_COMPLETION_ROUTINE RequestComplete;

_Use_decl_annotations_
NTSTATUS RequestCreate(PREQUEST Request, PKEVENT Stop, ULONG TimeoutMs)
{
    KeInitializeEvent(&Request->Done, NotificationEvent, FALSE);
    Request->Stop = Stop;
    Request->TimeoutMs = TimeoutMs;
    Request->Irp = IoAllocateIrp(1, FALSE);
    return Request->Irp != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

_Use_decl_annotations_
VOID RequestDelete(PREQUEST Request)
{
    IoFreeIrp(Request->Irp);
}

_Use_decl_annotations_
PIRP RequestPrepare(PREQUEST Request)
{
    IoReuseIrp(Request->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Request->Done);
    IoSetCompletionRoutine(Request->Irp, RequestComplete, &Request->Done, TRUE, TRUE, TRUE);
    return Request->Irp;
}

/* The IRP stays ours: STATUS_MORE_PROCESSING_REQUIRED keeps the I/O manager from touching it. */
_Use_decl_annotations_
static NTSTATUS NTAPI RequestComplete(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_Use_decl_annotations_
NTSTATUS RequestWait(PREQUEST Request)
{
    PVOID objects[] = {&Request->Done, Request->Stop};
    LARGE_INTEGER timeout;
    NTSTATUS waited;
    NTSTATUS status;

    timeout.QuadPart = -10000LL * Request->TimeoutMs;
    waited = KeWaitForMultipleObjects(
        RTL_NUMBER_OF(objects), objects, WaitAny, Executive, KernelMode, FALSE, &timeout, NULL);
    if (waited != STATUS_WAIT_0) {
        IoCancelIrp(Request->Irp);
        RequestWaitForEnd(Request);
    }
    status = Request->Irp->IoStatus.Status;
    return status == STATUS_CANCELLED && waited == STATUS_TIMEOUT ? STATUS_IO_TIMEOUT : status;
}

_Use_decl_annotations_
VOID RequestWaitForEnd(PREQUEST Request)
{
    KeWaitForSingleObject(&Request->Done, Executive, KernelMode, FALSE, NULL);
}

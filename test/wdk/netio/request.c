/* An IRP from its arrival to its completion. */
#include "netio.h"

static volatile LONG Pending;

ULONG RequestsPending(VOID)
{
    return (ULONG)Pending;
}

/*
 * Runs the completion routine itself instead of IoCompleteRequest: what the routine returns tells whether the IRP stays
 * with the client, as it has to for an IRP that the client allocated.
 */
static VOID CompleteIrp(PIRP Irp, NTSTATUS Status, ULONG_PTR Information)
{
    PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(Irp);
    PIO_COMPLETION_ROUTINE routine = location->CompletionRoutine;
    UCHAR wanted = Irp->Cancel ? SL_INVOKE_ON_CANCEL : NT_SUCCESS(Status) ? SL_INVOKE_ON_SUCCESS : SL_INVOKE_ON_ERROR;
    UCHAR control = location->Control;
    PVOID context = location->Context;

    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = Information;
    Irp->PendingReturned = (control & SL_PENDING_RETURNED) != 0;
    IoSkipCurrentIrpStackLocation(Irp);
    if (routine == NULL || (control & wanted) == 0) {
        Bug("IRP %p completed with %08lx, and no completion routine is set for that", Irp, Status);
        return;
    }
    if (routine(NULL, Irp, context) != STATUS_MORE_PROCESSING_REQUIRED) {
        Bug("the completion routine of IRP %p does not return STATUS_MORE_PROCESSING_REQUIRED", Irp);
    }
}

static VOID NTAPI CancelRoutine(PDEVICE_OBJECT Device, PIRP Irp)
{
    REQUEST *request = Irp->Tail.Overlay.DriverContext[0];

    (void)Device;
    IoReleaseCancelSpinLock(Irp->CancelIrql);
    InterlockedExchange(&request->Cancelled, TRUE);
    LoopWake();
    /* The last access: RequestComplete waits for it before the request goes. */
    InterlockedExchange(&request->CancelRan, TRUE);
}

VOID RequestComplete(REQUEST *Request)
{
    PIRP irp = Request->Irp;
    NTSTATUS status = Request->Status;
    ULONG_PTR information = Request->Information;

    if (IoSetCancelRoutine(irp, NULL) == NULL) {
        while (!Request->CancelRan) {
            Sleep(0);
        }
    }
    if (Request->OwnsSocket && !NT_SUCCESS(status)) {
        Request->Socket->Discarded = TRUE;
        LoopWake();
    }
    MdlUse(Request->Buffer.Mdl, -1);
    if (Request->Data != NULL) {
        ExFreePoolWithTag(Request->Data, TAG);
    }
    ExFreePoolWithTag(Request, TAG);
    IrpUse(irp, -1);
    InterlockedDecrement(&Pending);
    CompleteIrp(irp, status, information);
}

REQUEST *RequestBegin(PCSTR Call, SOCKET_OBJECT *Socket, PIRP Irp, NTSTATUS *Status)
{
    PIO_STACK_LOCATION next;
    REQUEST *request;
    FAULT fault;
    NTSTATUS failure = STATUS_UNSUCCESSFUL;

    if (SpinLocksHeld() != 0) {
        Bug("%s is called with a spin lock held: its IRP may complete at once", Call);
    }
    if (Irp == NULL || Irp->CurrentLocation <= 1) {
        Bug("%s is called with %s", Call, Irp == NULL ? "no IRP" : "an IRP without a free stack location");
        *Status = STATUS_INVALID_PARAMETER;
        return NULL;
    }
    if (!IrpUse(Irp, 1)) {
        Bug("%s is given IRP %p, which is pending already", Call, Irp);
    }
    next = IoGetNextIrpStackLocation(Irp);
    if (next->CompletionRoutine == NULL ||
        (next->Control & (SL_INVOKE_ON_CANCEL | SL_INVOKE_ON_ERROR | SL_INVOKE_ON_SUCCESS)) !=
            (SL_INVOKE_ON_CANCEL | SL_INVOKE_ON_ERROR | SL_INVOKE_ON_SUCCESS)) {
        Bug("%s is given an IRP without a completion routine for success, error and cancel", Call);
    }
    fault = Fault(Call, &failure);
    IoSetNextIrpStackLocation(Irp);
    request = ExAllocatePoolWithTag(NonPagedPool, sizeof(*request), TAG);
    RtlZeroMemory(request, sizeof(*request));
    request->Call = Call;
    request->Irp = Irp;
    request->Socket = Socket;
    InterlockedIncrement(&Pending);
    Irp->Tail.Overlay.DriverContext[0] = request;
    IoSetCancelRoutine(Irp, CancelRoutine);
    if (Irp->Cancel && IoSetCancelRoutine(Irp, NULL) != NULL) {
        request->Cancelled = TRUE;
        request->CancelRan = TRUE;
    }

    if (Socket != NULL && Socket->Closed) {
        /* The socket goes, whatever status the test wants for it. */
        request->Status = fault != FaultNone ? failure : STATUS_SUCCESS;
        return request;
    }
    switch (fault) {
    case FaultNone:
        return request;
    case FaultNow:
        request->Status = failure;
        RequestComplete(request);
        *Status = failure;
        return NULL;
    case FaultLate:
        request->Kind = RequestDone;
        request->Status = failure;
        break;
    case FaultHang:
        request->Kind = RequestHang;
        break;
    }
    *Status = LoopSubmit(request);
    return NULL;
}

BOOLEAN RequestTakeBuffer(REQUEST *Request, PWSK_BUF Buffer, BOOLEAN Fill)
{
    PMDL mdl = Buffer->Mdl;
    SIZE_T offset = Buffer->Offset;
    SIZE_T done = 0;

    Request->Buffer = *Buffer;
    MdlUse(mdl, 1);
    Request->Data = ExAllocatePoolWithTag(NonPagedPool, Buffer->Length + 1, TAG);
    while (done < Buffer->Length) {
        SIZE_T part;

        if (mdl == NULL || offset > MmGetMdlByteCount(mdl)) {
            Bug("%s: the MDL chain is shorter than the WSK_BUF says", Request->Call);
            return FALSE;
        }
        if ((mdl->MdlFlags & (MDL_PAGES_LOCKED | MDL_SOURCE_IS_NONPAGED_POOL)) == 0) {
            Bug("%s: an MDL is neither locked nor of nonpaged pool", Request->Call);
            return FALSE;
        }
        part = min(MmGetMdlByteCount(mdl) - offset, Buffer->Length - done);
        if (Fill) {
            RtlCopyMemory(Request->Data + done, (PCHAR)MmGetMdlVirtualAddress(mdl) + offset, part);
        }
        done += part;
        offset = 0;
        mdl = mdl->Next;
    }
    return TRUE;
}

NTSTATUS RequestEnd(REQUEST *Request, NTSTATUS Status, ULONG_PTR Information)
{
    Request->Kind = RequestDone;
    Request->Status = Status;
    Request->Information = Information;
    if (CompleteInline) {
        RequestComplete(Request);
        return Status;
    }
    return LoopSubmit(Request);
}

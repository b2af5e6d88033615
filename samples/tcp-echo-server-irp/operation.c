#include "operation.h"

static struct {
    KSPIN_LOCK Lock;
    LIST_ENTRY List;
    /* Counts the entries of List. */
    KSEMAPHORE Ready;
} Queue;

static IO_COMPLETION_ROUTINE OperationComplete;

_Use_decl_annotations_
VOID OperationQueueInitialize(VOID)
{
    KeInitializeSpinLock(&Queue.Lock);
    InitializeListHead(&Queue.List);
    KeInitializeSemaphore(&Queue.Ready, 0, MAXLONG);
}

_Use_decl_annotations_
NTSTATUS OperationCreate(POPERATION Operation)
{
    Operation->Irp = IoAllocateIrp(1, FALSE);
    return Operation->Irp != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

_Use_decl_annotations_
VOID OperationDelete(POPERATION Operation)
{
    if (Operation->Irp != NULL) {
        IoFreeIrp(Operation->Irp);
        Operation->Irp = NULL;
    }
}

_Use_decl_annotations_
PIRP OperationPrepare(POPERATION Operation, POPERATION_ROUTINE Routine, PVOID Context)
{
    Operation->Routine = Routine;
    Operation->Context = Context;
    IoReuseIrp(Operation->Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Operation->Irp, OperationComplete, Operation, TRUE, TRUE, TRUE);
    return Operation->Irp;
}

_IRQL_requires_max_(DISPATCH_LEVEL)
static VOID OperationQueue(_Inout_ POPERATION Operation)
{
    KIRQL irql;

    KeAcquireSpinLock(&Queue.Lock, &irql);
    InsertTailList(&Queue.List, &Operation->Link);
    KeReleaseSpinLock(&Queue.Lock, irql);
    KeReleaseSemaphore(&Queue.Ready, IO_NO_INCREMENT, 1, FALSE);
}

_Use_decl_annotations_
VOID OperationPost(POPERATION Operation, POPERATION_ROUTINE Routine, PVOID Context)
{
    Operation->Routine = Routine;
    Operation->Context = Context;
    Operation->Irp->IoStatus.Status = STATUS_SUCCESS;
    Operation->Irp->IoStatus.Information = 0;
    OperationQueue(Operation);
}

/* The IRP stays ours: STATUS_MORE_PROCESSING_REQUIRED keeps the I/O manager from touching it. */
_Use_decl_annotations_
static NTSTATUS NTAPI OperationComplete(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    OperationQueue((POPERATION)Context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_Use_decl_annotations_
VOID OperationRunNext(VOID)
{
    POPERATION operation;
    KIRQL irql;

    KeWaitForSingleObject(&Queue.Ready, Executive, KernelMode, FALSE, NULL);
    KeAcquireSpinLock(&Queue.Lock, &irql);
    operation = CONTAINING_RECORD(RemoveHeadList(&Queue.List), OPERATION, Link);
    KeReleaseSpinLock(&Queue.Lock, irql);
    operation->Routine(operation->Context, operation->Irp->IoStatus.Status, operation->Irp->IoStatus.Information);
}

/*
 * Requests whose completion is work for one thread. A completion routine runs at up to DISPATCH_LEVEL and anywhere,
 * even inside the function that starts the request; here it only queues the operation. The worker thread takes the
 * operations out one by one, so all that happens next happens at PASSIVE_LEVEL and never twice at a time.
 */
#pragma once

#include "driver.h"

typedef struct _OPERATION OPERATION, *POPERATION;

/* Called by the worker thread when the request is complete. */
typedef _IRQL_requires_(PASSIVE_LEVEL) VOID OPERATION_ROUTINE(
    _In_ PVOID Context, _In_ NTSTATUS Status, _In_ ULONG_PTR Information);
typedef OPERATION_ROUTINE *POPERATION_ROUTINE;

struct _OPERATION {
    LIST_ENTRY Link;
    PIRP Irp;
    POPERATION_ROUTINE Routine;
    PVOID Context;
};

_IRQL_requires_(PASSIVE_LEVEL)
VOID OperationQueueInitialize(VOID);

_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS OperationCreate(_Out_ POPERATION Operation);

_IRQL_requires_(PASSIVE_LEVEL)
VOID OperationDelete(_In_ POPERATION Operation);

/* Gets the operation's IRP ready for a request, after which Routine is called. */
_IRQL_requires_(PASSIVE_LEVEL)
PIRP OperationPrepare(_Inout_ POPERATION Operation, _In_ POPERATION_ROUTINE Routine, _In_ PVOID Context);

/* Queues an operation that is no request: Routine is called with STATUS_SUCCESS. */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID OperationPost(_Inout_ POPERATION Operation, _In_ POPERATION_ROUTINE Routine, _In_ PVOID Context);

/* Waits for the next operation and calls its routine. For the worker thread only. */
_IRQL_requires_(PASSIVE_LEVEL)
VOID OperationRunNext(VOID);

/*
 * One WSK request at a time, waited for until it is done, takes too long, or is no longer wanted.
 *
 * A wait that gives up cancels the request and then waits for its end all the same: until then IRP, event and buffers
 * are in use, whoever has lost interest.
 */
#pragma once

#include "driver.h"

typedef struct _REQUEST {
    PIRP Irp;
    KEVENT Done;
    /* Ends every wait; owned by the creator. */
    PKEVENT Stop;
    ULONG TimeoutMs;
} REQUEST, *PREQUEST;

_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS RequestCreate(_Out_ PREQUEST Request, _In_ PKEVENT Stop, _In_ ULONG TimeoutMs);

_IRQL_requires_(PASSIVE_LEVEL)
VOID RequestDelete(_In_ PREQUEST Request);

/* Gets the IRP ready. Exactly one RequestWait or RequestWaitForEnd follows. */
_IRQL_requires_(PASSIVE_LEVEL)
PIRP RequestPrepare(_Inout_ PREQUEST Request);

/* The status of the request: STATUS_IO_TIMEOUT when it took too long, STATUS_CANCELLED when Stop was set. */
_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS RequestWait(_Inout_ PREQUEST Request);

/* Waits without limit: for WskCloseSocket, which nothing may stop. */
_IRQL_requires_(PASSIVE_LEVEL)
VOID RequestWaitForEnd(_Inout_ PREQUEST Request);

/*
 * Waiting for one WSK request. The event is in the caller's frame, so a caller never returns before
 * SyncIrpWait has: that is why there is no way to wait for a limited time.
 */
#pragma once

#include "driver.h"

typedef struct _SYNC_IRP {
    PIRP Irp;
    KEVENT Done;
} SYNC_IRP, *PSYNC_IRP;

_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS SyncIrpCreate(_Out_ PSYNC_IRP Sync);

_IRQL_requires_(PASSIVE_LEVEL)
VOID SyncIrpDelete(_In_ PSYNC_IRP Sync);

/* Gets the IRP ready for a request. Exactly one SyncIrpWait follows. */
_IRQL_requires_(PASSIVE_LEVEL)
PIRP SyncIrpPrepare(_Inout_ PSYNC_IRP Sync);

/* Waits until the request is complete, whatever its function returned, and gives its status. */
_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS SyncIrpWait(_Inout_ PSYNC_IRP Sync);

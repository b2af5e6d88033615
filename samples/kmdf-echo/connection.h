/* Connections: each echoes what it receives until its peer is done. */
#pragma once

#include "driver.h"

_IRQL_requires_(PASSIVE_LEVEL)
VOID ConnectionsInitialize(VOID);

/* Resets all connections and returns when they are closed. No new one may come any more. */
_IRQL_requires_(PASSIVE_LEVEL)
VOID ConnectionsClose(VOID);

/* Takes an accepted socket over; on failure it stays with WSK. */
_Must_inspect_result_ _IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS ConnectionCreate(
    _In_ PWSK_SOCKET Socket,
    _Outptr_ PVOID *Context,
    _Outptr_ const WSK_CLIENT_CONNECTION_DISPATCH **Dispatch);

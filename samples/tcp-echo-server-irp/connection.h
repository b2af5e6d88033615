/* Connections: each receives and sends back in turn until its peer is done. Only the worker thread calls these. */
#pragma once

#include "driver.h"

_IRQL_requires_(PASSIVE_LEVEL)
VOID ConnectionsInitialize(VOID);

/* Takes an accepted socket over; on failure it is still the caller's. */
_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS ConnectionCreate(_In_ PWSK_SOCKET Socket);

/* Starts closing all connections. */
_IRQL_requires_(PASSIVE_LEVEL)
VOID ConnectionsClose(VOID);

/* How many there are that are not completely closed. */
_IRQL_requires_(PASSIVE_LEVEL)
ULONG ConnectionsCount(VOID);

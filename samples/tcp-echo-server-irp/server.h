#pragma once

#include "driver.h"

/* Listens on a port, over IPv6 and IPv4, and starts the worker thread. */
_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS ServerStart(_In_ USHORT Port);

/* Closes all sockets and returns when the worker thread has ended. */
_IRQL_requires_(PASSIVE_LEVEL)
VOID ServerStop(VOID);

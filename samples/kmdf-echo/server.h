#pragma once

#include "driver.h"
#include "provider.h"

/* Listens on a port, over IPv6 and IPv4. */
_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS ServerStart(_In_ PPROVIDER Provider, _In_ USHORT Port);

/* Stops listening, resets all connections, and returns when the last one is closed. */
_IRQL_requires_(PASSIVE_LEVEL)
VOID ServerStop(VOID);

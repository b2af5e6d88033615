#pragma once

#include "driver.h"

/* Opens the socket and binds it to a port, for IPv6 and IPv4. */
_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS ServerStart(_In_ USHORT Port);

/* Waits for the echoes that are under way, and closes the socket. */
_IRQL_requires_(PASSIVE_LEVEL)
VOID ServerStop(VOID);

/* Echoes: what WskReceiveFromEvent indicates goes back to where it came from. */
#pragma once

#include "driver.h"

/* Takes a socket over that is not bound yet, with an IRP for closing it. */
_IRQL_requires_(PASSIVE_LEVEL)
VOID EchoesStart(_In_ PWSK_SOCKET Socket, _In_ PIRP CloseIrp);

/* Drops what comes from here on, cancels the echoes that are under way, and closes the socket after the last. */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID EchoesStop(VOID);

/* Returns when the socket is closed. */
_IRQL_requires_(PASSIVE_LEVEL)
VOID EchoesWait(VOID);

/* Sends all datagrams of a list back; the answer for WSK. */
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS EchoDatagrams(_In_ PWSK_DATAGRAM_INDICATION List);

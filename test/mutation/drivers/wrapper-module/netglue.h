/*++

Module Name:

    netglue.h

Abstract:

    The part of the driver that knows Winsock Kernel.

--*/

#pragma once

#include <ntddk.h>
#include <wsk.h>

#define GLUE_CAPTURE_TIMEOUT_MS 750

//
// NetGlueStart and NetGlueStop are a pair: what a successful start has set up
// is undone by the stop. A failed start leaves nothing behind.
//
_Must_inspect_result_
_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS
NetGlueStart(
    VOID
    );

_IRQL_requires_(PASSIVE_LEVEL)
VOID
NetGlueStop(
    VOID
    );

_Must_inspect_result_
_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS
NetGlueOpenDatagramSocket(
    _In_ USHORT Port,
    _Out_ PWSK_SOCKET *Socket
    );

_IRQL_requires_(PASSIVE_LEVEL)
VOID
NetGlueCloseSocket(
    _In_ PWSK_SOCKET Socket
    );

#pragma once

#include "driver.h"
#include "request.h"
#include "settings.h"

/* Looks the server up and connects to the first of its addresses that answers. */
_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS ConnectToServer(_Inout_ PREQUEST Request, _In_ const SETTINGS *Settings, _Outptr_ PWSK_SOCKET *Socket);

/* Closes the socket; a connection that is not fully disconnected is reset. */
_IRQL_requires_(PASSIVE_LEVEL)
VOID ConnectionClose(_Inout_ PREQUEST Request, _In_ PWSK_SOCKET Socket);

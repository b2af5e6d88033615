/*
 * A connection is a small machine whose steps are the completions of its requests: receive, send, receive, ... until the
 * peer ends its side; then disconnect, close. There is one request at a time beside the close, so one buffer is enough.
 */
#include "connection.h"

#include "operation.h"
#include "pool.h"

#define BUFFER_SIZE 16384

typedef struct _CONNECTION {
    LIST_ENTRY Link;
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch;
    /* Receive, send, disconnect. */
    OPERATION Transfer;
    OPERATION Close;
    /* How many of the two are under way. */
    ULONG Pending;
    BOOLEAN Closing;
    PMDL Mdl;
    /* What of the buffer is still to be sent. */
    ULONG Offset;
    ULONG_PTR Length;
    UCHAR Buffer[BUFFER_SIZE];
} CONNECTION, *PCONNECTION;

static struct {
    LIST_ENTRY List;
    ULONG Count;
} Connections;

static OPERATION_ROUTINE ConnectionReceived;
static OPERATION_ROUTINE ConnectionSent;
static OPERATION_ROUTINE ConnectionDisconnected;
static OPERATION_ROUTINE ConnectionClosed;

_IRQL_requires_(PASSIVE_LEVEL)
static VOID ConnectionFree(_In_ PCONNECTION Connection)
{
    if (Connection->Mdl != NULL) {
        IoFreeMdl(Connection->Mdl);
    }
    OperationDelete(&Connection->Transfer);
    OperationDelete(&Connection->Close);
    PoolFree(Connection);
}

_IRQL_requires_(PASSIVE_LEVEL)
static VOID ConnectionReceive(_Inout_ PCONNECTION Connection)
{
    WSK_BUF buffer = {Connection->Mdl, 0, BUFFER_SIZE};

    Connection->Pending++;
    (VOID)Connection->Dispatch->WskReceive(
        Connection->Socket, &buffer, 0, OperationPrepare(&Connection->Transfer, ConnectionReceived, Connection));
}

_IRQL_requires_(PASSIVE_LEVEL)
static VOID ConnectionSend(_Inout_ PCONNECTION Connection)
{
    WSK_BUF buffer = {Connection->Mdl, Connection->Offset, Connection->Length};

    Connection->Pending++;
    (VOID)Connection->Dispatch->WskSend(
        Connection->Socket, &buffer, 0, OperationPrepare(&Connection->Transfer, ConnectionSent, Connection));
}

/* The peer is done and has got everything: says so. */
_IRQL_requires_(PASSIVE_LEVEL)
static VOID ConnectionDisconnect(_Inout_ PCONNECTION Connection)
{
    Connection->Pending++;
    (VOID)Connection->Dispatch->WskDisconnect(
        Connection->Socket, NULL, 0, OperationPrepare(&Connection->Transfer, ConnectionDisconnected, Connection));
}

/* Closes the socket, once. A transfer that is under way is cancelled by that. */
_IRQL_requires_(PASSIVE_LEVEL)
static VOID ConnectionClose(_Inout_ PCONNECTION Connection)
{
    if (!Connection->Closing) {
        Connection->Closing = TRUE;
        Connection->Pending++;
        (VOID)Connection->Dispatch->WskCloseSocket(
            Connection->Socket, OperationPrepare(&Connection->Close, ConnectionClosed, Connection));
    }
}

/* Ends a step: TRUE when the connection goes on. Frees it after the last step. */
_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
static BOOLEAN ConnectionStep(_Inout_ PCONNECTION Connection, _In_ NTSTATUS Status)
{
    Connection->Pending--;
    if (!Connection->Closing && NT_SUCCESS(Status)) {
        return TRUE;
    }
    ConnectionClose(Connection);
    if (Connection->Pending == 0) {
        RemoveEntryList(&Connection->Link);
        Connections.Count--;
        ConnectionFree(Connection);
    }
    return FALSE;
}

_Use_decl_annotations_
static VOID ConnectionReceived(PVOID Context, NTSTATUS Status, ULONG_PTR Information)
{
    PCONNECTION connection = Context;

    if (!ConnectionStep(connection, Status)) {
        return;
    }
    if (Information == 0) {
        ConnectionDisconnect(connection);
        return;
    }
    connection->Offset = 0;
    connection->Length = Information;
    ConnectionSend(connection);
}

_Use_decl_annotations_
static VOID ConnectionSent(PVOID Context, NTSTATUS Status, ULONG_PTR Information)
{
    PCONNECTION connection = Context;

    if (!ConnectionStep(connection, Status)) {
        return;
    }
    connection->Offset += (ULONG)Information;
    connection->Length -= Information;
    if (connection->Length > 0) {
        ConnectionSend(connection);
    } else {
        ConnectionReceive(connection);
    }
}

_Use_decl_annotations_
static VOID ConnectionDisconnected(PVOID Context, NTSTATUS Status, ULONG_PTR Information)
{
    PCONNECTION connection = Context;

    UNREFERENCED_PARAMETER(Information);
    if (ConnectionStep(connection, Status)) {
        ConnectionClose(connection);
    }
}

_Use_decl_annotations_
static VOID ConnectionClosed(PVOID Context, NTSTATUS Status, ULONG_PTR Information)
{
    UNREFERENCED_PARAMETER(Information);
    (VOID)ConnectionStep((PCONNECTION)Context, Status);
}

_Use_decl_annotations_
NTSTATUS ConnectionCreate(PWSK_SOCKET Socket)
{
    PCONNECTION connection;

    connection = PoolAllocate(sizeof(*connection));
    if (connection == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    connection->Mdl = IoAllocateMdl(connection->Buffer, BUFFER_SIZE, FALSE, FALSE, NULL);
    if (connection->Mdl == NULL || !NT_SUCCESS(OperationCreate(&connection->Transfer)) ||
        !NT_SUCCESS(OperationCreate(&connection->Close))) {
        ConnectionFree(connection);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    MmBuildMdlForNonPagedPool(connection->Mdl);
    connection->Socket = Socket;
    connection->Dispatch = Socket->Dispatch;
    InsertTailList(&Connections.List, &connection->Link);
    Connections.Count++;
    ConnectionReceive(connection);
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
VOID ConnectionsInitialize(VOID)
{
    InitializeListHead(&Connections.List);
    Connections.Count = 0;
}

_Use_decl_annotations_
VOID ConnectionsClose(VOID)
{
    PLIST_ENTRY entry;

    for (entry = Connections.List.Flink; entry != &Connections.List; entry = entry->Flink) {
        ConnectionClose(CONTAINING_RECORD(entry, CONNECTION, Link));
    }
}

_Use_decl_annotations_
ULONG ConnectionsCount(VOID)
{
    return Connections.Count;
}

/*
 * A connection: what WskReceiveEvent indicates is retained, queued, sent back from where it lies, and released.
 *
 * WSK wants all retained data released, and no function of the socket running, before WskCloseSocket. So a connection
 * counts references: one for its life, one for each request or call under way. The life ends when the peer is done and
 * has got everything, or with the first failure; the last reference closes the socket.
 */
#include "connection.h"

#include "pool.h"

/* A list of indications as WskReceiveEvent gave it, and how far it is sent. */
typedef struct _RETAINED {
    LIST_ENTRY Link;
    PWSK_DATA_INDICATION List;
    PWSK_DATA_INDICATION Next;
} RETAINED, *PRETAINED;

typedef struct _CONNECTION {
    LIST_ENTRY Link;
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch;
    /* For sending, and for the graceful disconnect after the last data. */
    PIRP SendIrp;
    /* For the reset, and for closing after it. */
    PIRP CloseIrp;

    KSPIN_LOCK Lock;
    /* All below is guarded by Lock. */
    ULONG References;
    LIST_ENTRY Retained;
    /* SendIrp is under way. */
    BOOLEAN Sending;
    /* A thread is in ConnectionPump. */
    BOOLEAN Pumping;
    BOOLEAN PeerDone;
    BOOLEAN Resetting;
    /* The life is over: nothing new is sent or retained. */
    BOOLEAN Ended;
} CONNECTION, *PCONNECTION;

static struct {
    KSPIN_LOCK Lock;
    LIST_ENTRY List;
    /* One for each connection, one for the server. */
    LONG Count;
    KEVENT AllClosed;
} Connections;

static NTSTATUS WSKAPI ConnectionReceive(
    _In_opt_ PVOID SocketContext,
    _In_ ULONG Flags,
    _In_opt_ PWSK_DATA_INDICATION DataIndication,
    _In_ SIZE_T BytesIndicated,
    _Inout_ SIZE_T *BytesAccepted);
static NTSTATUS WSKAPI ConnectionDisconnect(_In_opt_ PVOID SocketContext, _In_ ULONG Flags);

static const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch = {ConnectionReceive, ConnectionDisconnect, NULL};

static IO_COMPLETION_ROUTINE ConnectionSent;
static IO_COMPLETION_ROUTINE ConnectionDisconnected;
static IO_COMPLETION_ROUTINE ConnectionReset;
static IO_COMPLETION_ROUTINE ConnectionClosed;

_IRQL_requires_max_(DISPATCH_LEVEL)
static VOID CountDown(VOID)
{
    if (InterlockedDecrement(&Connections.Count) == 0) {
        KeSetEvent(&Connections.AllClosed, IO_NO_INCREMENT, FALSE);
    }
}

_IRQL_requires_max_(DISPATCH_LEVEL)
static VOID ConnectionFree(_In_ PCONNECTION Connection)
{
    if (Connection->SendIrp != NULL) {
        IoFreeIrp(Connection->SendIrp);
    }
    if (Connection->CloseIrp != NULL) {
        IoFreeIrp(Connection->CloseIrp);
    }
    PoolFree(Connection);
}

_IRQL_requires_max_(DISPATCH_LEVEL)
static VOID RetainedFree(_In_ PCONNECTION Connection, _In_ PRETAINED Retained)
{
    (VOID)Connection->Dispatch->WskRelease(Connection->Socket, Retained->List);
    PoolFree(Retained);
}

/* Gives the last reference's work: releases what was not sent, and closes. */
_IRQL_requires_max_(DISPATCH_LEVEL)
static VOID ConnectionClose(_In_ PCONNECTION Connection)
{
    while (!IsListEmpty(&Connection->Retained)) {
        RetainedFree(Connection, CONTAINING_RECORD(RemoveHeadList(&Connection->Retained), RETAINED, Link));
    }
    IoReuseIrp(Connection->CloseIrp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Connection->CloseIrp, ConnectionClosed, Connection, TRUE, TRUE, TRUE);
    (VOID)Connection->Dispatch->WskCloseSocket(Connection->Socket, Connection->CloseIrp);
}

_Use_decl_annotations_
static NTSTATUS NTAPI ConnectionClosed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PCONNECTION connection = Context;
    KIRQL irql;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeAcquireSpinLock(&Connections.Lock, &irql);
    RemoveEntryList(&connection->Link);
    KeReleaseSpinLock(&Connections.Lock, irql);
    ConnectionFree(connection);
    CountDown();
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Gives a reference back; with End, the one for the connection's life too, unless it is over already. */
_IRQL_requires_max_(DISPATCH_LEVEL)
static VOID ConnectionDereference(_In_ PCONNECTION Connection, _In_ BOOLEAN End)
{
    BOOLEAN last;
    KIRQL irql;

    KeAcquireSpinLock(&Connection->Lock, &irql);
    if (End && !Connection->Ended) {
        Connection->Ended = TRUE;
        Connection->References--;
    }
    last = --Connection->References == 0;
    KeReleaseSpinLock(&Connection->Lock, irql);
    if (last) {
        ConnectionClose(Connection);
    }
}

/*
 * Starts whatever is next to send, and the graceful disconnect after it. The caller has a reference.
 *
 * A request may complete before its function returns. Only one thread is in the loop, and a completion routine that
 * finds it taken leaves, so completions do not nest however long the queue is.
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
static VOID ConnectionPump(_In_ PCONNECTION Connection)
{
    KIRQL irql;

    KeAcquireSpinLock(&Connection->Lock, &irql);
    if (Connection->Pumping) {
        KeReleaseSpinLock(&Connection->Lock, irql);
        return;
    }
    Connection->Pumping = TRUE;
    while (!Connection->Ended && !Connection->Sending && (Connection->PeerDone || !IsListEmpty(&Connection->Retained))) {
        PRETAINED retained = NULL;

        if (!IsListEmpty(&Connection->Retained)) {
            retained = CONTAINING_RECORD(Connection->Retained.Flink, RETAINED, Link);
        }
        Connection->Sending = TRUE;
        Connection->References++;
        KeReleaseSpinLock(&Connection->Lock, irql);

        IoReuseIrp(Connection->SendIrp, STATUS_UNSUCCESSFUL);
        if (retained != NULL) {
            IoSetCompletionRoutine(Connection->SendIrp, ConnectionSent, Connection, TRUE, TRUE, TRUE);
            (VOID)Connection->Dispatch->WskSend(Connection->Socket, &retained->Next->Buffer, 0, Connection->SendIrp);
        } else {
            IoSetCompletionRoutine(Connection->SendIrp, ConnectionDisconnected, Connection, TRUE, TRUE, TRUE);
            (VOID)Connection->Dispatch->WskDisconnect(Connection->Socket, NULL, 0, Connection->SendIrp);
        }
        KeAcquireSpinLock(&Connection->Lock, &irql);
    }
    Connection->Pumping = FALSE;
    KeReleaseSpinLock(&Connection->Lock, irql);
}

_Use_decl_annotations_
static NTSTATUS NTAPI ConnectionSent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PCONNECTION connection = Context;
    BOOLEAN failed = !NT_SUCCESS(Irp->IoStatus.Status);
    PRETAINED retained;
    KIRQL irql;

    UNREFERENCED_PARAMETER(DeviceObject);
    KeAcquireSpinLock(&connection->Lock, &irql);
    connection->Sending = FALSE;
    retained = CONTAINING_RECORD(connection->Retained.Flink, RETAINED, Link);
    retained->Next = retained->Next->Next;
    if (retained->Next == NULL) {
        RemoveEntryList(&retained->Link);
    } else {
        retained = NULL;
    }
    KeReleaseSpinLock(&connection->Lock, irql);

    if (retained != NULL) {
        RetainedFree(connection, retained);
    }
    if (!failed) {
        ConnectionPump(connection);
    }
    ConnectionDereference(connection, failed);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_Use_decl_annotations_
static NTSTATUS NTAPI ConnectionDisconnected(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    ConnectionDereference((PCONNECTION)Context, TRUE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Resets the connection, which ends a send that its peer does not take. */
_IRQL_requires_max_(DISPATCH_LEVEL)
static VOID ConnectionStartReset(_In_ PCONNECTION Connection)
{
    IoReuseIrp(Connection->CloseIrp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Connection->CloseIrp, ConnectionReset, Connection, TRUE, TRUE, TRUE);
    (VOID)Connection->Dispatch->WskDisconnect(Connection->Socket, NULL, WSK_FLAG_ABORTIVE, Connection->CloseIrp);
}

_Use_decl_annotations_
static NTSTATUS NTAPI ConnectionReset(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PCONNECTION connection = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (!NT_SUCCESS(Irp->IoStatus.Status)) {
        IoCancelIrp(connection->SendIrp);
    }
    ConnectionDereference(connection, TRUE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Takes a reference; FALSE when the connection is closing. */
_Must_inspect_result_ _IRQL_requires_max_(DISPATCH_LEVEL)
static BOOLEAN ConnectionReference(_In_ PCONNECTION Connection)
{
    BOOLEAN taken;
    KIRQL irql;

    KeAcquireSpinLock(&Connection->Lock, &irql);
    taken = !Connection->Ended;
    if (taken) {
        Connection->References++;
    }
    KeReleaseSpinLock(&Connection->Lock, irql);
    return taken;
}

/* Called by WSK at up to DISPATCH_LEVEL, one call at a time. */
_Use_decl_annotations_
static NTSTATUS WSKAPI ConnectionReceive(
    PVOID SocketContext,
    ULONG Flags,
    PWSK_DATA_INDICATION DataIndication,
    SIZE_T BytesIndicated,
    SIZE_T *BytesAccepted)
{
    PCONNECTION connection = SocketContext;
    PRETAINED retained;
    KIRQL irql;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(BytesIndicated);
    UNREFERENCED_PARAMETER(BytesAccepted);

    if (!ConnectionReference(connection)) {
        return STATUS_SUCCESS;
    }
    retained = DataIndication != NULL ? PoolAllocate(sizeof(*retained)) : NULL;
    if (retained == NULL) {
        /* The socket no longer works, or an echo with a hole would be wrong: the connection ends. */
        ConnectionDereference(connection, TRUE);
        return STATUS_SUCCESS;
    }
    retained->List = DataIndication;
    retained->Next = DataIndication;
    KeAcquireSpinLock(&connection->Lock, &irql);
    InsertTailList(&connection->Retained, &retained->Link);
    KeReleaseSpinLock(&connection->Lock, irql);
    ConnectionPump(connection);
    ConnectionDereference(connection, FALSE);
    return STATUS_PENDING;
}

_Use_decl_annotations_
static NTSTATUS WSKAPI ConnectionDisconnect(PVOID SocketContext, ULONG Flags)
{
    PCONNECTION connection = SocketContext;
    BOOLEAN reset = (Flags & WSK_FLAG_ABORTIVE) != 0;
    KIRQL irql;

    if (!ConnectionReference(connection)) {
        return STATUS_SUCCESS;
    }
    if (!reset) {
        KeAcquireSpinLock(&connection->Lock, &irql);
        connection->PeerDone = TRUE;
        KeReleaseSpinLock(&connection->Lock, irql);
        ConnectionPump(connection);
    }
    ConnectionDereference(connection, reset);
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS ConnectionCreate(PWSK_SOCKET Socket, PVOID *Context, const WSK_CLIENT_CONNECTION_DISPATCH **Dispatch)
{
    PCONNECTION connection;
    KIRQL irql;

    connection = PoolAllocate(sizeof(*connection));
    if (connection == NULL) {
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    connection->SendIrp = IoAllocateIrp(1, FALSE);
    connection->CloseIrp = IoAllocateIrp(1, FALSE);
    if (connection->SendIrp == NULL || connection->CloseIrp == NULL) {
        ConnectionFree(connection);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    connection->Socket = Socket;
    connection->Dispatch = Socket->Dispatch;
    connection->References = 1;
    KeInitializeSpinLock(&connection->Lock);
    InitializeListHead(&connection->Retained);

    InterlockedIncrement(&Connections.Count);
    KeAcquireSpinLock(&Connections.Lock, &irql);
    InsertTailList(&Connections.List, &connection->Link);
    KeReleaseSpinLock(&Connections.Lock, irql);
    *Context = connection;
    *Dispatch = &ConnectionDispatch;
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
VOID ConnectionsInitialize(VOID)
{
    KeInitializeSpinLock(&Connections.Lock);
    InitializeListHead(&Connections.List);
    KeInitializeEvent(&Connections.AllClosed, NotificationEvent, FALSE);
    Connections.Count = 1;
}

/* Finds a connection that nobody resets yet, and refers to it: once for the caller, once for the reset. */
_IRQL_requires_max_(DISPATCH_LEVEL)
static PCONNECTION ConnectionsNextToReset(VOID)
{
    PCONNECTION found = NULL;
    PLIST_ENTRY entry;
    KIRQL irql;

    KeAcquireSpinLock(&Connections.Lock, &irql);
    for (entry = Connections.List.Flink; found == NULL && entry != &Connections.List; entry = entry->Flink) {
        PCONNECTION connection = CONTAINING_RECORD(entry, CONNECTION, Link);

        /* The list's lock keeps the connection from being freed. */
        KeAcquireSpinLockAtDpcLevel(&connection->Lock);
        if (connection->References > 0 && !connection->Resetting) {
            connection->Resetting = TRUE;
            connection->References += 2;
            found = connection;
        }
        KeReleaseSpinLockFromDpcLevel(&connection->Lock);
    }
    KeReleaseSpinLock(&Connections.Lock, irql);
    return found;
}

_Use_decl_annotations_
VOID ConnectionsClose(VOID)
{
    PCONNECTION connection;

    while ((connection = ConnectionsNextToReset()) != NULL) {
        ConnectionStartReset(connection);
        ConnectionDereference(connection, FALSE);
    }
    CountDown();
    KeWaitForSingleObject(&Connections.AllClosed, Executive, KernelMode, FALSE, NULL);
}

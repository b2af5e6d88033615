/* Event callbacks. */
#include "netio.h"

#define INDICATION_SIZE 32768

static BOOLEAN Wants(SOCKET_OBJECT *Socket, ULONG Event)
{
    return Socket->Dispatch != NULL && (Socket->Events & Event) != 0 && !Socket->Closed && !Socket->Aborted;
}

static PMDL MakeMdl(PVOID Data, SIZE_T Length)
{
    PMDL mdl = IoAllocateMdl(Data, (ULONG)Length, FALSE, FALSE, NULL);

    CheckedBuildMdl(mdl);
    return mdl;
}

/* Puts a list under the client's care; its release takes it back. */
static RETAINED *Retain(SOCKET_OBJECT *Socket, PVOID Head, CHAR *Data, SIZE_T Length)
{
    RETAINED *retained = ExAllocatePoolWithTag(NonPagedPool, sizeof(*retained), TAG);

    RtlZeroMemory(retained, sizeof(*retained));
    retained->Head = Head;
    retained->Data = Data;
    retained->Length = Length;
    retained->Indicating = TRUE;
    AcquireSRWLockExclusive(&Lock);
    InsertTailList(&Socket->Retained, &retained->Link);
    Socket->RetainedBytes += Length;
    ReleaseSRWLockExclusive(&Lock);
    return retained;
}

NTSTATUS SocketRelease(SOCKET_OBJECT *Socket, PVOID Head)
{
    PLIST_ENTRY at;
    RETAINED *retained = NULL;
    ULONG i;

    AcquireSRWLockExclusive(&Lock);
    for (at = Socket->Retained.Flink; at != &Socket->Retained; at = at->Flink) {
        retained = CONTAINING_RECORD(at, RETAINED, Link);
        if (retained->Head == Head) {
            RemoveEntryList(&retained->Link);
            Socket->RetainedBytes -= retained->Length;
            break;
        }
        retained = NULL;
    }
    ReleaseSRWLockExclusive(&Lock);
    if (retained == NULL) {
        Bug("WskRelease of %p, which is not the head of a retained list", Head);
        return STATUS_INVALID_PARAMETER;
    }
    for (i = 0; i < RTL_NUMBER_OF(retained->Mdls); i++) {
        if (retained->Mdls[i] != NULL) {
            IoFreeMdl(retained->Mdls[i]);
        }
    }
    /* What a client still reads here is wrong from now on. */
    RtlFillMemory(retained->Data, retained->Length, 0xdd);
    ExFreePoolWithTag(retained->Data, TAG);
    ExFreePoolWithTag(retained, TAG);
    LoopWake();
    return STATUS_SUCCESS;
}

/* A list whose callback still runs does not count: that callback's answer is to come. */
BOOLEAN SocketRetains(SOCKET_OBJECT *Socket)
{
    PLIST_ENTRY at;
    BOOLEAN retains = FALSE;

    AcquireSRWLockExclusive(&Lock);
    for (at = Socket->Retained.Flink; at != &Socket->Retained; at = at->Flink) {
        retains = retains || !CONTAINING_RECORD(at, RETAINED, Link)->Indicating;
    }
    ReleaseSRWLockExclusive(&Lock);
    return retains;
}

/* The callback has returned: the list is the client's from now on, or comes back. */
static VOID Indicated(SOCKET_OBJECT *Socket, PVOID Head, NTSTATUS Status)
{
    PLIST_ENTRY at;

    if (Status != STATUS_PENDING) {
        SocketRelease(Socket, Head);
        return;
    }
    AcquireSRWLockExclusive(&Lock);
    for (at = Socket->Retained.Flink; at != &Socket->Retained; at = at->Flink) {
        CONTAINING_RECORD(at, RETAINED, Link)->Indicating = FALSE;
    }
    ReleaseSRWLockExclusive(&Lock);
    if (Socket->Closed && SocketRetains(Socket)) {
        Bug("socket %p was closed while this callback retained a list", Socket);
    }
}

/* What a client has to expect, in one list: an offset, a second indication, a chain of two MDLs. */
typedef struct {
    WSK_DATA_INDICATION First, Second;
    CHAR Bytes[];
} STREAM_INDICATION;

static VOID IndicateData(SOCKET_OBJECT *Socket, CONST CHAR *Bytes, SIZE_T Length)
{
    const WSK_CLIENT_CONNECTION_DISPATCH *dispatch = Socket->Dispatch;
    STREAM_INDICATION *stream = ExAllocatePoolWithTag(NonPagedPool, sizeof(*stream) + 3 + Length, TAG);
    SIZE_T first = (Length + 2) / 3;
    SIZE_T second = (Length - first + 1) / 2;
    SIZE_T third = Length - first - second;
    SIZE_T accepted = Length;
    RETAINED *retained;
    NTSTATUS status;

    RtlZeroMemory(stream, sizeof(*stream));
    RtlCopyMemory(stream->Bytes + 3, Bytes, Length);
    retained = Retain(Socket, &stream->First, (CHAR *)stream, sizeof(*stream) + 3 + Length);
    retained->Mdls[0] = MakeMdl(stream->Bytes, 3 + first);
    stream->First.Buffer.Mdl = retained->Mdls[0];
    stream->First.Buffer.Offset = 3;
    stream->First.Buffer.Length = first;
    if (second > 0) {
        retained->Mdls[1] = MakeMdl(stream->Bytes + 3 + first, second);
        stream->First.Next = &stream->Second;
        stream->Second.Buffer.Mdl = retained->Mdls[1];
        stream->Second.Buffer.Length = second + third;
        if (third > 0) {
            retained->Mdls[2] = MakeMdl(stream->Bytes + 3 + first + second, third);
            retained->Mdls[1]->Next = retained->Mdls[2];
        }
    }
    status = dispatch->WskReceiveEvent(Socket->Context, WSK_FLAG_AT_DISPATCH_LEVEL, &stream->First, Length, &accepted);
    if (status != STATUS_PENDING && (status != STATUS_SUCCESS || accepted != Length)) {
        Bug("WskReceiveEvent returns %08lx with %Iu of %Iu bytes, which this provider does not know",
            status, accepted, Length);
    }
    Indicated(Socket, &stream->First, status);
}

/* The connection is lost: sends and receives fail, and the client is told. */
static VOID IndicateReset(SOCKET_OBJECT *Socket)
{
    const WSK_CLIENT_CONNECTION_DISPATCH *dispatch = Socket->Dispatch;
    LIST_ENTRY completed;

    InitializeListHead(&completed);
    AcquireSRWLockExclusive(&Lock);
    SocketAbort(Socket, STATUS_CONNECTION_RESET, &completed);
    ReleaseSRWLockExclusive(&Lock);
    while (!IsListEmpty(&completed)) {
        RequestComplete(CONTAINING_RECORD(RemoveHeadList(&completed), REQUEST, Link));
    }
    if (!Socket->Closed && (Socket->Events & WSK_EVENT_DISCONNECT) != 0 && dispatch->WskDisconnectEvent != NULL) {
        dispatch->WskDisconnectEvent(Socket->Context, WSK_FLAG_AT_DISPATCH_LEVEL | WSK_FLAG_ABORTIVE);
    }
}

static VOID IndicateStream(SOCKET_OBJECT *Socket)
{
    const WSK_CLIENT_CONNECTION_DISPATCH *dispatch = Socket->Dispatch;
    static CHAR bytes[INDICATION_SIZE];

    while (Wants(Socket, WSK_EVENT_RECEIVE) && Socket->Connected && !Socket->ReceiveEnded &&
           Socket->RetainedBytes < RETAINED_LIMIT && IsListEmpty(&Socket->Receives)) {
        NTSTATUS status;
        INT count = recv(Socket->Handle, bytes, sizeof(bytes), 0);

        if (count < 0 && WSAGetLastError() == WSAEWOULDBLOCK) {
            return;
        }
        if (count > 0 && Fault("WskReceiveEvent", &status) == FaultNone) {
            IndicateData(Socket, bytes, (SIZE_T)count);
            continue;
        }
        Socket->ReceiveEnded = TRUE;
        if (count > 0) {
            /* WSK itself tells of a socket that no longer works by an event without data. */
            dispatch->WskReceiveEvent(Socket->Context, WSK_FLAG_AT_DISPATCH_LEVEL, NULL, 0, NULL);
        } else if (count < 0) {
            IndicateReset(Socket);
        } else if (Wants(Socket, WSK_EVENT_DISCONNECT) && dispatch->WskDisconnectEvent != NULL) {
            dispatch->WskDisconnectEvent(Socket->Context, WSK_FLAG_AT_DISPATCH_LEVEL);
        }
    }
}

static VOID IndicateAccepts(SOCKET_OBJECT *Socket)
{
    const WSK_CLIENT_LISTEN_DISPATCH *dispatch = Socket->Dispatch;

    while (Wants(Socket, WSK_EVENT_ACCEPT) && Socket->Bound && IsListEmpty(&Socket->Accepts)) {
        SOCKADDR_STORAGE local, remote;
        INT localLength = sizeof(local);
        INT remoteLength = sizeof(remote);
        const WSK_CLIENT_CONNECTION_DISPATCH *accepted = NULL;
        PVOID context = NULL;
        SOCKET_OBJECT *connection;
        NTSTATUS status;
        SOCKET handle = accept(Socket->Handle, &remote, &remoteLength);

        if (handle == INVALID_SOCKET) {
            return;
        }
        if (Fault("WskAcceptEvent", &status) != FaultNone) {
            closesocket(handle);
            Socket->Events = 0;
            dispatch->WskAcceptEvent(
                Socket->Context, WSK_FLAG_AT_DISPATCH_LEVEL, NULL, NULL, NULL, &context, &accepted);
            return;
        }
        getsockname(handle, &local, &localLength);
        AcquireSRWLockExclusive(&Lock);
        connection = SocketCreate(handle, Socket->Family, WSK_FLAG_CONNECTION_SOCKET, NULL, NULL);
        ReleaseSRWLockExclusive(&Lock);
        connection->Bound = connection->Connected = TRUE;
        status = dispatch->WskAcceptEvent(
            Socket->Context,
            WSK_FLAG_AT_DISPATCH_LEVEL,
            (PSOCKADDR)&local,
            (PSOCKADDR)&remote,
            &connection->Public,
            &context,
            &accepted);
        if (NT_SUCCESS(status)) {
            connection->Context = context;
            connection->Dispatch = accepted;
            connection->Events = Socket->Events | StaticEvents;
            LoopWake();
        } else {
            LIST_ENTRY none;

            InitializeListHead(&none);
            AcquireSRWLockExclusive(&Lock);
            SocketAbort(connection, status, &none);
            connection->Closed = connection->Gone = TRUE;
            ReleaseSRWLockExclusive(&Lock);
        }
    }
}

typedef struct {
    WSK_DATAGRAM_INDICATION Indication;
    SOCKADDR_STORAGE Remote;
    CHAR Bytes[];
} DATAGRAM_INDICATION;

static VOID IndicateDatagrams(SOCKET_OBJECT *Socket)
{
    const WSK_CLIENT_DATAGRAM_DISPATCH *dispatch = Socket->Dispatch;
    static CHAR bytes[65536];

    while (Wants(Socket, WSK_EVENT_RECEIVE_FROM) && Socket->Bound && Socket->RetainedBytes < RETAINED_LIMIT &&
           IsListEmpty(&Socket->Receives)) {
        SOCKADDR_STORAGE remote;
        INT length = sizeof(remote);
        DATAGRAM_INDICATION *datagram;
        RETAINED *retained;
        NTSTATUS status;
        INT count = recvfrom(Socket->Handle, bytes, sizeof(bytes), 0, &remote, &length);

        if (count < 0) {
            return;
        }
        if (Fault("WskReceiveFromEvent", &status) != FaultNone) {
            Socket->Events = 0;
            dispatch->WskReceiveFromEvent(Socket->Context, WSK_FLAG_AT_DISPATCH_LEVEL, NULL);
            return;
        }
        datagram = ExAllocatePoolWithTag(NonPagedPool, sizeof(*datagram) + 2 + (SIZE_T)count, TAG);
        RtlZeroMemory(datagram, sizeof(*datagram));
        datagram->Remote = remote;
        RtlCopyMemory(datagram->Bytes + 2, bytes, (SIZE_T)count);
        retained = Retain(Socket, &datagram->Indication, (CHAR *)datagram, sizeof(*datagram) + 2 + (SIZE_T)count);
        retained->Mdls[0] = MakeMdl(datagram->Bytes, 2 + (SIZE_T)count);
        datagram->Indication.Buffer.Mdl = retained->Mdls[0];
        datagram->Indication.Buffer.Offset = 2;
        datagram->Indication.Buffer.Length = (SIZE_T)count;
        datagram->Indication.RemoteAddress = (PSOCKADDR)&datagram->Remote;
        status = dispatch->WskReceiveFromEvent(
            Socket->Context, WSK_FLAG_AT_DISPATCH_LEVEL, &datagram->Indication);
        Indicated(Socket, &datagram->Indication, status);
    }
}

VOID SocketIndicate(SOCKET_OBJECT *Socket)
{
    switch (Socket->Category) {
    case WSK_FLAG_LISTEN_SOCKET:
        IndicateAccepts(Socket);
        break;
    case WSK_FLAG_DATAGRAM_SOCKET:
        IndicateDatagrams(Socket);
        break;
    case WSK_FLAG_CONNECTION_SOCKET:
        IndicateStream(Socket);
        break;
    }
}

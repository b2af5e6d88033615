/* The one thread that polls, completes requests and calls event callbacks. */
#include "netio.h"

SRWLOCK Lock;
LIST_ENTRY Sockets = {&Sockets, &Sockets};

static LIST_ENTRY Graveyard = {&Graveyard, &Graveyard};
/* Requests that the loop is to complete, and requests without a socket that hang. */
static LIST_ENTRY Ready = {&Ready, &Ready};
static LIST_ENTRY Hung = {&Hung, &Hung};
static HANDLE Thread;
static ULONG ThreadId;
static SOCKET Waker;
static SOCKADDR_IN WakerAddress;
static volatile LONG WakeSent;
static volatile BOOLEAN Stopping;

BOOLEAN InLoop(VOID)
{
    return Thread != NULL && GetCurrentThreadId() == ThreadId;
}

VOID LoopWake(VOID)
{
    if (InterlockedExchange(&WakeSent, TRUE) == FALSE) {
        sendto(Waker, "", 1, 0, &WakerAddress, sizeof(WakerAddress));
    }
}

static VOID CompleteAll(PLIST_ENTRY Completed)
{
    while (!IsListEmpty(Completed)) {
        RequestComplete(CONTAINING_RECORD(RemoveHeadList(Completed), REQUEST, Link));
    }
}

/* Puts a request where it waits; those that are done at once go to Completed. The lock is held. */
static VOID Place(REQUEST *Request, PLIST_ENTRY Completed)
{
    SOCKET_OBJECT *socket = Request->Socket;

    if (socket != NULL && socket->Gone && Request->Kind != RequestDone) {
        Request->Status = STATUS_FILE_FORCED_CLOSED;
        InsertTailList(Completed, &Request->Link);
        return;
    }
    switch (Request->Kind) {
    case RequestReceive:
        InsertTailList(&socket->Receives, &Request->Link);
        break;
    case RequestSend:
        InsertTailList(&socket->Sends, &Request->Link);
        break;
    case RequestDisconnect:
        if ((Request->Flags & WSK_FLAG_ABORTIVE) == 0) {
            socket->SendEnded = TRUE;
            InsertTailList(&socket->Sends, &Request->Link);
        } else {
            SocketAbort(socket, STATUS_CONNECTION_ABORTED, Completed);
            InsertTailList(Completed, &Request->Link);
        }
        break;
    case RequestAccept:
        InsertTailList(&socket->Accepts, &Request->Link);
        break;
    case RequestConnect:
        socket->Connecting = Request;
        socket->Ready = 0;
        if (connect(socket->Handle, &Request->Address, AddressLength(socket->Family)) == 0 ||
            WSAGetLastError() != WSAEWOULDBLOCK) {
            socket->Ready = POLLOUT;
        }
        break;
    case RequestClose:
        socket->Closing = Request;
        break;
    case RequestHang:
        InsertTailList(socket != NULL ? &socket->Hung : &Hung, &Request->Link);
        break;
    case RequestDone:
    case RequestResolve:
        InsertTailList(&Ready, &Request->Link);
        break;
    }
}

NTSTATUS LoopSubmit(REQUEST *Request)
{
    LIST_ENTRY completed;
    PLIST_ENTRY at;
    NTSTATUS status = STATUS_PENDING;
    SOCKET_OBJECT *socket = Request->Socket;
    BOOLEAN atOnce = CompleteInline && socket != NULL && Request->Kind != RequestClose &&
                     Request->Kind != RequestDone && Request->Kind != RequestHang;

    InitializeListHead(&completed);
    IoMarkIrpPending(Request->Irp);
    AcquireSRWLockExclusive(&Lock);
    Place(Request, &completed);
    if (atOnce) {
        SocketProgress(socket, &completed);
    }
    for (at = completed.Flink; at != &completed; at = at->Flink) {
        if (at == &Request->Link) {
            status = Request->Status;
        }
    }
    ReleaseSRWLockExclusive(&Lock);
    LoopWake();
    CompleteAll(&completed);
    return status;
}

/* A socket that is being closed: its requests end, then the close itself. The lock is held. */
static VOID Bury(SOCKET_OBJECT *Socket, PLIST_ENTRY Completed)
{
    SocketAbort(Socket, STATUS_CANCELLED, Completed);
    Socket->Gone = TRUE;
    if (Socket->Closing != NULL) {
        InsertTailList(Completed, &Socket->Closing->Link);
    }
}

static SHORT Interest(SOCKET_OBJECT *Socket)
{
    SHORT events = 0;

    if (Socket->Category == WSK_FLAG_CONNECTION_SOCKET && !Socket->Connected) {
        return Socket->Connecting != NULL ? POLLOUT : 0;
    }
    if (!IsListEmpty(&Socket->Accepts) || !IsListEmpty(&Socket->Receives)) {
        events |= POLLIN;
    }
    if (!IsListEmpty(&Socket->Sends)) {
        events |= POLLOUT;
    }
    if (Socket->Bound && Socket->Dispatch != NULL && Socket->Events != 0 && !Socket->ReceiveEnded &&
        Socket->RetainedBytes < RETAINED_LIMIT) {
        events |= POLLIN;
    }
    return events;
}

/* Waits until a socket is ready or somebody wakes the loop. */
static VOID Poll(VOID)
{
    ULONG count = 1;
    ULONG i;
    PLIST_ENTRY at;
    WSAPOLLFD *descriptors;
    SOCKET_OBJECT **polled;
    CHAR byte[16];

    AcquireSRWLockExclusive(&Lock);
    for (at = Sockets.Flink; at != &Sockets; at = at->Flink) {
        count++;
    }
    descriptors = ExAllocatePoolWithTag(NonPagedPool, count * (sizeof(*descriptors) + sizeof(*polled)), TAG);
    polled = (SOCKET_OBJECT **)(descriptors + count);
    descriptors[0].fd = Waker;
    descriptors[0].events = POLLIN;
    count = 1;
    for (at = Sockets.Flink; at != &Sockets; at = at->Flink) {
        SOCKET_OBJECT *socket = CONTAINING_RECORD(at, SOCKET_OBJECT, Link);
        SHORT events = socket->Aborted ? 0 : Interest(socket);

        socket->Ready = socket->Connecting != NULL ? socket->Ready : 0;
        if (events != 0) {
            descriptors[count].fd = socket->Handle;
            descriptors[count].events = events;
            polled[count++] = socket;
        }
    }
    ReleaseSRWLockExclusive(&Lock);

    WSAPoll(descriptors, count, -1);
    while (recv(Waker, byte, sizeof(byte), 0) > 0) {
    }
    /* After the datagrams: whoever finds it set from here back has placed what Progress looks for next. */
    InterlockedExchange(&WakeSent, FALSE);
    for (i = 1; i < count; i++) {
        polled[i]->Ready |= descriptors[i].revents;
    }
    ExFreePoolWithTag(descriptors, TAG);
}

/* Completes what is done; one round over all sockets. */
static VOID Progress(VOID)
{
    LIST_ENTRY completed;
    LIST_ENTRY resolving;
    PLIST_ENTRY at;

    InitializeListHead(&completed);
    InitializeListHead(&resolving);
    AcquireSRWLockExclusive(&Lock);
    while (!IsListEmpty(&Ready)) {
        REQUEST *request = CONTAINING_RECORD(RemoveHeadList(&Ready), REQUEST, Link);

        InsertTailList(request->Kind == RequestResolve ? &resolving : &completed, &request->Link);
    }
    for (at = Hung.Flink; at != &Hung;) {
        REQUEST *request = CONTAINING_RECORD(at, REQUEST, Link);

        at = at->Flink;
        if (request->Cancelled) {
            RemoveEntryList(&request->Link);
            request->Status = STATUS_CANCELLED;
            InsertTailList(&completed, &request->Link);
        }
    }
    for (at = Sockets.Flink; at != &Sockets;) {
        SOCKET_OBJECT *socket = CONTAINING_RECORD(at, SOCKET_OBJECT, Link);

        at = at->Flink;
        if (socket->Closing != NULL || socket->Discarded) {
            Bury(socket, &completed);
        } else {
            SocketProgress(socket, &completed);
        }
        if (socket->Gone) {
            RemoveEntryList(&socket->Link);
            InsertTailList(&Graveyard, &socket->Link);
        }
    }
    ReleaseSRWLockExclusive(&Lock);
    CompleteAll(&completed);
    for (at = resolving.Flink; at != &resolving; at = at->Flink) {
        Resolve(CONTAINING_RECORD(at, REQUEST, Link));
    }
    CompleteAll(&resolving);
}

/* Only this thread takes sockets out of the list, so a place in it stays good without the lock. */
static VOID Indicate(VOID)
{
    PLIST_ENTRY at;

    for (at = Sockets.Flink; at != &Sockets; at = at->Flink) {
        SocketIndicate(CONTAINING_RECORD(at, SOCKET_OBJECT, Link));
    }
}

static ULONG NTAPI Loop(PVOID Unused)
{
    (void)Unused;
    while (!Stopping) {
        Poll();
        Progress();
        Indicate();
    }
    return 0;
}

BOOLEAN LoopStart(VOID)
{
    UCHAR data[1024];
    INT length = sizeof(WakerAddress);
    ULONG nonblocking = 1;

    WSAStartup(0x202, data);
    Waker = socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
    WakerAddress.sin_family = AF_INET;
    WakerAddress.sin_addr.s_addr = RtlUlongByteSwap(INADDR_LOOPBACK);
    bind(Waker, &WakerAddress, sizeof(WakerAddress));
    getsockname(Waker, &WakerAddress, &length);
    ioctlsocket(Waker, (LONG)FIONBIO, &nonblocking);
    Stopping = FALSE;
    Thread = CreateThread(NULL, 0, Loop, NULL, 0, &ThreadId);
    return Thread != NULL;
}

VOID LoopStop(VOID)
{
    Stopping = TRUE;
    LoopWake();
    WaitForSingleObject(Thread, 0xffffffff);
    CloseHandle(Thread);
    Thread = NULL;
    closesocket(Waker);
    while (!IsListEmpty(&Graveyard)) {
        ExFreePoolWithTag(CONTAINING_RECORD(RemoveHeadList(&Graveyard), SOCKET_OBJECT, Link), TAG);
    }
}

/* The socket dispatch tables: what a client calls on a socket. */
#include "netio.h"

NTSTATUS SocketStatus(VOID)
{
    switch (WSAGetLastError()) {
    case WSAEADDRINUSE:
        return STATUS_ADDRESS_ALREADY_EXISTS;
    case WSAEAFNOSUPPORT:
        return STATUS_NOT_SUPPORTED;
    case WSAECONNABORTED:
        return STATUS_CONNECTION_ABORTED;
    case WSAECONNRESET:
        return STATUS_CONNECTION_RESET;
    case WSAECONNREFUSED:
        return STATUS_CONNECTION_REFUSED;
    case WSAETIMEDOUT:
        return STATUS_IO_TIMEOUT;
    default:
        return STATUS_UNSUCCESSFUL;
    }
}

INT AddressLength(ADDRESS_FAMILY Family)
{
    return Family == AF_INET6 ? sizeof(SOCKADDR_IN6) : sizeof(SOCKADDR_IN);
}

/* Counts the call as one that runs on the socket, and checks that the socket takes calls. */
static VOID Enter(SOCKET_OBJECT *Socket, PCSTR Call)
{
    if (Socket->Closed) {
        Bug("%s on socket %p, which is closed", Call, Socket);
    }
    InterlockedIncrement(&Socket->Calls);
}

static NTSTATUS Leave(SOCKET_OBJECT *Socket, NTSTATUS Status)
{
    InterlockedDecrement(&Socket->Calls);
    return Status;
}

static NTSTATUS NTAPI ControlSocket(
    PWSK_SOCKET Socket,
    WSK_CONTROL_SOCKET_TYPE Type,
    ULONG Code,
    ULONG Level,
    SIZE_T InputLength,
    PVOID Input,
    SIZE_T OutputLength,
    PVOID Output,
    SIZE_T *Returned,
    PIRP Irp)
{
    SOCKET_OBJECT *object = (SOCKET_OBJECT *)Socket;
    NTSTATUS status = STATUS_SUCCESS;
    REQUEST *request;
    INT length = (INT)OutputLength;

    (void)Returned;
    Enter(object, "WskControlSocket");
    if (Type == WskSetOption && Level == SOL_SOCKET && Code == SO_WSK_EVENT_CALLBACK) {
        PWSK_EVENT_CALLBACK_CONTROL control = Input;

        if (Irp != NULL) {
            Bug("SO_WSK_EVENT_CALLBACK enables without an IRP");
        }
        if (Fault("WskControlSocket", &status) == FaultNone) {
            if (InputLength != sizeof(*control) || (control->EventMask & WSK_EVENT_DISABLE) != 0) {
                status = STATUS_NOT_SUPPORTED;
            } else {
                SocketEnable(object, control->EventMask);
            }
        }
        return Leave(object, status);
    }
    request = RequestBegin("WskControlSocket", object, Irp, &status);
    if (request == NULL) {
        return Leave(object, status);
    }
    if (Type == WskSetOption) {
        if (setsockopt(object->Handle, (INT)Level, (INT)Code, Input, (INT)InputLength) != 0) {
            status = SocketStatus();
        }
    } else if (Type == WskGetOption) {
        if (getsockopt(object->Handle, (INT)Level, (INT)Code, Output, &length) != 0) {
            status = SocketStatus();
        }
    } else {
        status = STATUS_NOT_SUPPORTED;
    }
    return Leave(object, RequestEnd(request, status, (ULONG_PTR)length));
}

static NTSTATUS NTAPI CloseSocket(PWSK_SOCKET Socket, PIRP Irp)
{
    SOCKET_OBJECT *object = (SOCKET_OBJECT *)Socket;
    REQUEST *request;
    NTSTATUS status;

    if (object->Calls != 0) {
        Bug("WskCloseSocket while another function runs on socket %p", object);
    }
    Enter(object, "WskCloseSocket");
    if (SocketRetains(object)) {
        Bug("WskCloseSocket while indications of socket %p are retained", object);
    }
    object->Closed = TRUE;
    request = RequestBegin("WskCloseSocket", object, Irp, &status);
    if (request == NULL) {
        return Leave(object, status);
    }
    request->Kind = RequestClose;
    Leave(object, STATUS_SUCCESS);
    return LoopSubmit(request);
}

static NTSTATUS NTAPI Bind(PWSK_SOCKET Socket, PSOCKADDR Address, ULONG Flags, PIRP Irp)
{
    SOCKET_OBJECT *object = (SOCKET_OBJECT *)Socket;
    NTSTATUS status = STATUS_SUCCESS;
    REQUEST *request;

    Enter(object, "WskBind");
    if (Flags != 0 || Address->sa_family != object->Family) {
        Bug("WskBind: flags that are not 0, or an address of another family");
    }
    request = RequestBegin("WskBind", object, Irp, &status);
    if (request == NULL) {
        return Leave(object, status);
    }
    if (bind(object->Handle, Address, AddressLength(object->Family)) != 0 ||
        (object->Category == WSK_FLAG_LISTEN_SOCKET && listen(object->Handle, 512) != 0)) {
        status = SocketStatus();
    } else {
        object->Bound = TRUE;
        LoopWake();
    }
    return Leave(object, RequestEnd(request, status, 0));
}

static NTSTATUS NTAPI Accept(
    PWSK_SOCKET Socket,
    ULONG Flags,
    PVOID Context,
    CONST WSK_CLIENT_CONNECTION_DISPATCH *Dispatch,
    PSOCKADDR Local,
    PSOCKADDR Remote,
    PIRP Irp)
{
    SOCKET_OBJECT *object = (SOCKET_OBJECT *)Socket;
    REQUEST *request;
    NTSTATUS status;

    Enter(object, "WskAccept");
    if (Flags != 0 || !object->Bound) {
        Bug("WskAccept: flags that are not 0, or a socket that is not bound");
    }
    request = RequestBegin("WskAccept", object, Irp, &status);
    if (request == NULL) {
        return Leave(object, status);
    }
    request->Kind = RequestAccept;
    request->Context = Context;
    request->Dispatch = Dispatch;
    request->Local = Local;
    request->Remote = Remote;
    return Leave(object, LoopSubmit(request));
}

static NTSTATUS NTAPI Connect(PWSK_SOCKET Socket, PSOCKADDR Remote, ULONG Flags, PIRP Irp)
{
    SOCKET_OBJECT *object = (SOCKET_OBJECT *)Socket;
    REQUEST *request;
    NTSTATUS status;

    Enter(object, "WskConnect");
    if (Flags != 0 || !object->Bound) {
        Bug("WskConnect: flags that are not 0, or a socket that is not bound");
    }
    request = RequestBegin("WskConnect", object, Irp, &status);
    if (request == NULL) {
        return Leave(object, status);
    }
    request->Kind = RequestConnect;
    RtlCopyMemory(&request->Address, Remote, (SIZE_T)AddressLength(Remote->sa_family));
    return Leave(object, LoopSubmit(request));
}

static NTSTATUS Transfer(
    PCSTR Call, REQUEST_KIND Kind, PWSK_SOCKET Socket, PWSK_BUF Buffer, ULONG Flags, PSOCKADDR Remote, PIRP Irp)
{
    SOCKET_OBJECT *object = (SOCKET_OBJECT *)Socket;
    REQUEST *request;
    NTSTATUS status;

    Enter(object, Call);
    if (object->Category == WSK_FLAG_CONNECTION_SOCKET ? !object->Connected : !object->Bound) {
        Bug("%s on socket %p, which is not connected or bound", Call, object);
    }
    if (Kind == RequestSend && object->SendEnded && !object->Aborted) {
        Bug("%s after WskDisconnect", Call);
    }
    request = RequestBegin(Call, object, Irp, &status);
    if (request == NULL) {
        return Leave(object, status);
    }
    if (Buffer != NULL && !RequestTakeBuffer(request, Buffer, Kind != RequestReceive)) {
        return Leave(object, RequestEnd(request, STATUS_INVALID_PARAMETER, 0));
    }
    request->Kind = Kind;
    request->Flags = Flags;
    request->Remote = Remote;
    if (Remote != NULL && Kind == RequestSend) {
        RtlCopyMemory(&request->Address, Remote, (SIZE_T)AddressLength(Remote->sa_family));
    }
    return Leave(object, LoopSubmit(request));
}

static NTSTATUS NTAPI Send(PWSK_SOCKET Socket, PWSK_BUF Buffer, ULONG Flags, PIRP Irp)
{
    return Transfer("WskSend", RequestSend, Socket, Buffer, Flags, NULL, Irp);
}

static NTSTATUS NTAPI Receive(PWSK_SOCKET Socket, PWSK_BUF Buffer, ULONG Flags, PIRP Irp)
{
    return Transfer("WskReceive", RequestReceive, Socket, Buffer, Flags, NULL, Irp);
}

static NTSTATUS NTAPI SendTo(
    PWSK_SOCKET Socket,
    PWSK_BUF Buffer,
    ULONG Flags,
    PSOCKADDR Remote,
    ULONG ControlLength,
    PCMSGHDR Control,
    PIRP Irp)
{
    if (Flags != 0 || ControlLength != 0 || Control != NULL) {
        Bug("WskSendTo: flags or control information, which this provider does not know");
    }
    return Transfer("WskSendTo", RequestSend, Socket, Buffer, 0, Remote, Irp);
}

static NTSTATUS NTAPI ReceiveFrom(
    PWSK_SOCKET Socket,
    PWSK_BUF Buffer,
    ULONG Flags,
    PSOCKADDR Remote,
    PULONG ControlLength,
    PCMSGHDR Control,
    PULONG ControlFlags,
    PIRP Irp)
{
    (void)Control;
    if (ControlLength != NULL) {
        *ControlLength = 0;
    }
    if (ControlFlags != NULL) {
        *ControlFlags = 0;
    }
    return Transfer("WskReceiveFrom", RequestReceive, Socket, Buffer, Flags, Remote, Irp);
}

static NTSTATUS NTAPI Disconnect(PWSK_SOCKET Socket, PWSK_BUF Buffer, ULONG Flags, PIRP Irp)
{
    if (Buffer != NULL) {
        Bug("WskDisconnect: %s", (Flags & WSK_FLAG_ABORTIVE) != 0 ? "a buffer with WSK_FLAG_ABORTIVE" : "unsupported");
    }
    return Transfer("WskDisconnect", RequestDisconnect, Socket, Buffer, Flags, NULL, Irp);
}

static NTSTATUS GetAddress(
    PCSTR Call, PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp, INT(NTAPI *Get)(SOCKET, VOID *, INT *))
{
    SOCKET_OBJECT *object = (SOCKET_OBJECT *)Socket;
    INT length = AddressLength(object->Family);
    NTSTATUS status = STATUS_SUCCESS;
    REQUEST *request;

    Enter(object, Call);
    request = RequestBegin(Call, object, Irp, &status);
    if (request == NULL) {
        return Leave(object, status);
    }
    if (Get(object->Handle, Address, &length) != 0) {
        status = SocketStatus();
    }
    return Leave(object, RequestEnd(request, status, 0));
}

static NTSTATUS NTAPI GetLocalAddress(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp)
{
    return GetAddress("WskGetLocalAddress", Socket, Address, Irp, getsockname);
}

static NTSTATUS NTAPI GetRemoteAddress(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp)
{
    return GetAddress("WskGetRemoteAddress", Socket, Address, Irp, getpeername);
}

static NTSTATUS NTAPI ReleaseData(PWSK_SOCKET Socket, PWSK_DATA_INDICATION Indication)
{
    SOCKET_OBJECT *object = (SOCKET_OBJECT *)Socket;

    Enter(object, "WskRelease");
    return Leave(object, SocketRelease(object, Indication));
}

static NTSTATUS NTAPI ReleaseDatagrams(PWSK_SOCKET Socket, PWSK_DATAGRAM_INDICATION Indication)
{
    SOCKET_OBJECT *object = (SOCKET_OBJECT *)Socket;

    Enter(object, "WskRelease");
    return Leave(object, SocketRelease(object, Indication));
}

static const WSK_PROVIDER_LISTEN_DISPATCH ListenDispatch = {
    {ControlSocket, CloseSocket}, Bind, Accept, NULL, GetLocalAddress};

static const WSK_PROVIDER_DATAGRAM_DISPATCH DatagramDispatch = {
    {ControlSocket, CloseSocket}, Bind, SendTo, ReceiveFrom, ReleaseDatagrams, GetLocalAddress, NULL};

static const WSK_PROVIDER_CONNECTION_DISPATCH ConnectionDispatch = {
    {ControlSocket, CloseSocket},
    Bind,
    Connect,
    GetLocalAddress,
    GetRemoteAddress,
    Send,
    Receive,
    Disconnect,
    ReleaseData,
    NULL,
    NULL,
    NULL};

SOCKET_OBJECT *SocketCreate(SOCKET Handle, ADDRESS_FAMILY Family, ULONG Category, PVOID Context, CONST VOID *Dispatch)
{
    SOCKET_OBJECT *object = ExAllocatePoolWithTag(NonPagedPool, sizeof(*object), TAG);
    ULONG nonblocking = 1;

    RtlZeroMemory(object, sizeof(*object));
    object->Public.Dispatch = Category == WSK_FLAG_LISTEN_SOCKET     ? (CONST VOID *)&ListenDispatch
                              : Category == WSK_FLAG_DATAGRAM_SOCKET ? (CONST VOID *)&DatagramDispatch
                                                                     : (CONST VOID *)&ConnectionDispatch;
    object->Handle = Handle;
    object->Family = Family;
    object->Category = Category;
    object->Context = Context;
    object->Dispatch = Dispatch;
    InitializeListHead(&object->Receives);
    InitializeListHead(&object->Sends);
    InitializeListHead(&object->Accepts);
    InitializeListHead(&object->Hung);
    InitializeListHead(&object->Retained);
    ioctlsocket(Handle, (LONG)FIONBIO, &nonblocking);
    if (Dispatch != NULL) {
        object->Events = StaticEvents;
    }
    InsertTailList(&Sockets, &object->Link);
    return object;
}

VOID SocketEnable(SOCKET_OBJECT *Socket, ULONG Events)
{
    if (Socket->Dispatch == NULL) {
        Bug("event callbacks enabled on socket %p, which has no dispatch table", Socket);
        return;
    }
    Socket->Events |= Events;
    LoopWake();
}

/* The listening socket: WskAcceptEvent hands each new connection over to connection.c. */
#include "server.h"

#include "connection.h"
#include "provider.h"
#include "syncirp.h"

static struct {
    PWSK_SOCKET Socket;
    PIRP CloseIrp;
    LONG CloseStarted;
    KEVENT Closed;
} Listener;

static NTSTATUS WSKAPI ListenerAccept(
    _In_opt_ PVOID SocketContext,
    _In_ ULONG Flags,
    _In_ PSOCKADDR LocalAddress,
    _In_ PSOCKADDR RemoteAddress,
    _In_opt_ PWSK_SOCKET AcceptSocket,
    _Outptr_result_maybenull_ PVOID *AcceptSocketContext,
    _Outptr_result_maybenull_ const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch);

static const WSK_CLIENT_LISTEN_DISPATCH ListenerDispatch = {ListenerAccept, NULL, NULL};

static IO_COMPLETION_ROUTINE ListenerClosed;

/* Starts closing the listening socket, once. Listener.Closed tells when it is done. */
_IRQL_requires_max_(DISPATCH_LEVEL)
static VOID ListenerClose(VOID)
{
    const WSK_PROVIDER_BASIC_DISPATCH *dispatch = Listener.Socket->Dispatch;

    if (InterlockedExchange(&Listener.CloseStarted, TRUE) == FALSE) {
        IoSetCompletionRoutine(Listener.CloseIrp, ListenerClosed, NULL, TRUE, TRUE, TRUE);
        (VOID)dispatch->WskCloseSocket(Listener.Socket, Listener.CloseIrp);
    }
}

_Use_decl_annotations_
static NTSTATUS NTAPI ListenerClosed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);

    KeSetEvent(&Listener.Closed, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* An IPv6 socket takes IPv4 connections as well once IPV6_V6ONLY is off. */
_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
static NTSTATUS ListenerAcceptBothFamilies(_In_ PWSK_SOCKET Socket, _Inout_ PSYNC_IRP Sync)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *dispatch = Socket->Dispatch;
    ULONG v6only = FALSE;

    (VOID)dispatch->WskControlSocket(
        Socket,
        WskSetOption,
        IPV6_V6ONLY,
        IPPROTO_IPV6,
        sizeof(v6only),
        &v6only,
        0,
        NULL,
        NULL,
        SyncIrpPrepare(Sync));
    return SyncIrpWait(Sync);
}

_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
static NTSTATUS ListenerBind(
    _In_ PWSK_SOCKET Socket, _In_ ADDRESS_FAMILY Family, _In_ USHORT Port, _Inout_ PSYNC_IRP Sync)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *dispatch = Socket->Dispatch;
    SOCKADDR_INET address;
    NTSTATUS status;

    RtlZeroMemory(&address, sizeof(address));
    address.si_family = Family;
    if (Family == AF_INET6) {
        address.Ipv6.sin6_port = RtlUshortByteSwap(Port);
        status = ListenerAcceptBothFamilies(Socket, Sync);
        if (!NT_SUCCESS(status)) {
            return status;
        }
    } else {
        address.Ipv4.sin_port = RtlUshortByteSwap(Port);
    }
    (VOID)dispatch->WskBind(Socket, (PSOCKADDR)&address, 0, SyncIrpPrepare(Sync));
    return SyncIrpWait(Sync);
}

/* Opens the listening socket. From its binding on, ListenerAccept is called. */
_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
static NTSTATUS ListenerOpen(_In_ ADDRESS_FAMILY Family, _In_ USHORT Port, _Inout_ PSYNC_IRP Sync)
{
    const WSK_PROVIDER_BASIC_DISPATCH *dispatch;
    PWSK_SOCKET socket;
    NTSTATUS status;

    (VOID)Provider.Dispatch->WskSocket(
        Provider.Client,
        Family,
        SOCK_STREAM,
        IPPROTO_TCP,
        WSK_FLAG_LISTEN_SOCKET,
        NULL,
        &ListenerDispatch,
        NULL,
        NULL,
        NULL,
        SyncIrpPrepare(Sync));
    status = SyncIrpWait(Sync);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    socket = (PWSK_SOCKET)Sync->Irp->IoStatus.Information;
    Listener.Socket = socket;
    status = ListenerBind(socket, Family, Port, Sync);
    if (!NT_SUCCESS(status)) {
        dispatch = socket->Dispatch;
        (VOID)dispatch->WskCloseSocket(socket, SyncIrpPrepare(Sync));
        (VOID)SyncIrpWait(Sync);
    }
    return status;
}

_Use_decl_annotations_
NTSTATUS ServerStart(USHORT Port)
{
    SYNC_IRP sync;
    NTSTATUS status;

    ConnectionsInitialize();
    KeInitializeEvent(&Listener.Closed, NotificationEvent, FALSE);
    Listener.CloseIrp = IoAllocateIrp(1, FALSE);
    if (Listener.CloseIrp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    status = SyncIrpCreate(&sync);
    if (NT_SUCCESS(status)) {
        status = ListenerOpen(AF_INET6, Port, &sync);
        if (!NT_SUCCESS(status)) {
            LOG("no IPv6 (%08lx), trying IPv4 alone", status);
            status = ListenerOpen(AF_INET, Port, &sync);
        }
        SyncIrpDelete(&sync);
    }
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(Listener.CloseIrp);
    }
    return status;
}

_Use_decl_annotations_
VOID ServerStop(VOID)
{
    ListenerClose();
    KeWaitForSingleObject(&Listener.Closed, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(Listener.CloseIrp);
    ConnectionsClose();
}

/* Called by WSK at up to DISPATCH_LEVEL. */
_Use_decl_annotations_
static NTSTATUS WSKAPI ListenerAccept(
    PVOID SocketContext,
    ULONG Flags,
    PSOCKADDR LocalAddress,
    PSOCKADDR RemoteAddress,
    PWSK_SOCKET AcceptSocket,
    PVOID *AcceptSocketContext,
    const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);

    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    if (AcceptSocket == NULL) {
        LOG("the listening socket no longer works");
        ListenerClose();
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    return ConnectionCreate(AcceptSocket, AcceptSocketContext, AcceptSocketDispatch);
}

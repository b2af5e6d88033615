/* The datagram socket: WskReceiveFromEvent hands all that comes over to echo.c. */
#include "server.h"

#include "echo.h"
#include "provider.h"
#include "syncirp.h"

/* For opening the socket, and for closing it when it is open: unloading needs no memory. */
static SYNC_IRP ServerIrp;

static NTSTATUS WSKAPI ServerReceiveFrom(
    _In_opt_ PVOID SocketContext, _In_ ULONG Flags, _In_opt_ PWSK_DATAGRAM_INDICATION DataIndication);

static const WSK_CLIENT_DATAGRAM_DISPATCH ServerDispatch = {ServerReceiveFrom};

/* An IPv6 socket takes IPv4 datagrams as well once IPV6_V6ONLY is off. */
_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
static NTSTATUS ServerTakeBothFamilies(_In_ PWSK_SOCKET Socket, _Inout_ PSYNC_IRP Sync)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *dispatch = Socket->Dispatch;
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
static NTSTATUS ServerBind(
    _In_ PWSK_SOCKET Socket, _In_ ADDRESS_FAMILY Family, _In_ USHORT Port, _Inout_ PSYNC_IRP Sync)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *dispatch = Socket->Dispatch;
    SOCKADDR_INET address;
    NTSTATUS status;

    RtlZeroMemory(&address, sizeof(address));
    address.si_family = Family;
    if (Family == AF_INET6) {
        address.Ipv6.sin6_port = RtlUshortByteSwap(Port);
        status = ServerTakeBothFamilies(Socket, Sync);
        if (!NT_SUCCESS(status)) {
            return status;
        }
    } else {
        address.Ipv4.sin_port = RtlUshortByteSwap(Port);
    }
    (VOID)dispatch->WskBind(Socket, (PSOCKADDR)&address, 0, SyncIrpPrepare(Sync));
    return SyncIrpWait(Sync);
}

/* Opens the socket. From its binding on, ServerReceiveFrom is called. */
_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
static NTSTATUS ServerOpen(_In_ ADDRESS_FAMILY Family, _In_ USHORT Port, _Inout_ PSYNC_IRP Sync)
{
    PWSK_SOCKET socket;
    NTSTATUS status;

    (VOID)Provider.Dispatch->WskSocket(
        Provider.Client,
        Family,
        SOCK_DGRAM,
        IPPROTO_UDP,
        WSK_FLAG_DATAGRAM_SOCKET,
        NULL,
        &ServerDispatch,
        NULL,
        NULL,
        NULL,
        SyncIrpPrepare(Sync));
    status = SyncIrpWait(Sync);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    socket = (PWSK_SOCKET)Sync->Irp->IoStatus.Information;
    EchoesStart(socket, Sync->Irp);
    status = ServerBind(socket, Family, Port, Sync);
    if (!NT_SUCCESS(status)) {
        EchoesStop();
        EchoesWait();
    }
    return status;
}

_Use_decl_annotations_
NTSTATUS ServerStart(USHORT Port)
{
    NTSTATUS status;

    status = SyncIrpCreate(&ServerIrp);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = ServerOpen(AF_INET6, Port, &ServerIrp);
    if (!NT_SUCCESS(status)) {
        LOG("no IPv6 (%08lx), trying IPv4 alone", status);
        status = ServerOpen(AF_INET, Port, &ServerIrp);
    }
    if (!NT_SUCCESS(status)) {
        SyncIrpDelete(&ServerIrp);
    }
    return status;
}

_Use_decl_annotations_
VOID ServerStop(VOID)
{
    EchoesStop();
    EchoesWait();
    SyncIrpDelete(&ServerIrp);
}

/* Called by WSK at up to DISPATCH_LEVEL. */
_Use_decl_annotations_
static NTSTATUS WSKAPI ServerReceiveFrom(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);

    if (DataIndication == NULL) {
        LOG("the socket no longer works");
        EchoesStop();
        return STATUS_SUCCESS;
    }
    return EchoDatagrams(DataIndication);
}

/* From a name to a connection. */
#include "connect.h"

#include "provider.h"

_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
static NTSTATUS ConnectToAddress(_Inout_ PREQUEST Request, _In_ PSOCKADDR Remote, _Outptr_ PWSK_SOCKET *Socket)
{
    SOCKADDR_INET local;
    NTSTATUS status;

    *Socket = NULL;
    RtlZeroMemory(&local, sizeof(local));
    local.si_family = Remote->sa_family;
    (VOID)Provider.Dispatch->WskSocketConnect(
        Provider.Client,
        SOCK_STREAM,
        IPPROTO_TCP,
        (PSOCKADDR)&local,
        Remote,
        0,
        NULL,
        NULL,
        NULL,
        NULL,
        NULL,
        RequestPrepare(Request));
    status = RequestWait(Request);
    if (NT_SUCCESS(status)) {
        *Socket = (PWSK_SOCKET)Request->Irp->IoStatus.Information;
    }
    return status;
}

_Use_decl_annotations_
NTSTATUS ConnectToServer(PREQUEST Request, const SETTINGS *Settings, PWSK_SOCKET *Socket)
{
    UNICODE_STRING host;
    UNICODE_STRING port;
    ADDRINFOEXW hints;
    PADDRINFOEXW addresses = NULL;
    PADDRINFOEXW address;
    NTSTATUS status;

    *Socket = NULL;
    RtlInitUnicodeString(&host, Settings->Host);
    RtlInitUnicodeString(&port, Settings->Port);
    RtlZeroMemory(&hints, sizeof(hints));
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_protocol = IPPROTO_TCP;
    (VOID)Provider.Dispatch->WskGetAddressInfo(
        Provider.Client, &host, &port, NS_ALL, NULL, &hints, &addresses, NULL, NULL, RequestPrepare(Request));
    status = RequestWait(Request);
    if (!NT_SUCCESS(status)) {
        LOG("cannot resolve %ws (%08lx)", Settings->Host, status);
        return status;
    }
    status = STATUS_NOT_FOUND;
    for (address = addresses; address != NULL && !NT_SUCCESS(status); address = address->ai_next) {
        status = ConnectToAddress(Request, address->ai_addr, Socket);
        if (status == STATUS_CANCELLED) {
            break;
        }
    }
    Provider.Dispatch->WskFreeAddressInfo(Provider.Client, addresses);
    if (!NT_SUCCESS(status)) {
        LOG("cannot connect to %ws (%08lx)", Settings->Host, status);
    }
    return status;
}

_Use_decl_annotations_
VOID ConnectionClose(PREQUEST Request, PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_BASIC_DISPATCH *dispatch = Socket->Dispatch;

    (VOID)dispatch->WskCloseSocket(Socket, RequestPrepare(Request));
    RequestWaitForEnd(Request);
}

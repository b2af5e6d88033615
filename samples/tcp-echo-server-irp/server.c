/* The listening socket and the worker thread, which accepts connections and runs all operations. */
#include "server.h"

#include "connection.h"
#include "operation.h"
#include "provider.h"
#include "syncirp.h"

/* After so many failures in a row, nothing more is accepted. */
#define ACCEPT_FAILURES_MAX 8

static struct {
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch;
    OPERATION Accept;
    OPERATION Close;
    /* An accepted socket that is not served. */
    OPERATION Reject;
    /* How many of the three are under way. */
    ULONG Pending;
    ULONG Failures;
    BOOLEAN Closing;
} Listener;

static struct {
    HANDLE Thread;
    OPERATION Stop;
} Worker;

static OPERATION_ROUTINE ListenerAccepted;
static OPERATION_ROUTINE ListenerRejected;
static OPERATION_ROUTINE ListenerClosed;
static OPERATION_ROUTINE WorkerStop;
static KSTART_ROUTINE WorkerRun;

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

/* Opens the listening socket. From its binding on, it queues connections for WskAccept. */
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
        NULL,
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

_IRQL_requires_(PASSIVE_LEVEL)
static VOID ListenerAccept(VOID)
{
    Listener.Pending++;
    (VOID)Listener.Dispatch->WskAccept(
        Listener.Socket, 0, NULL, NULL, NULL, NULL, OperationPrepare(&Listener.Accept, ListenerAccepted, &Listener));
}

_Use_decl_annotations_
static VOID ListenerAccepted(PVOID Context, NTSTATUS Status, ULONG_PTR Information)
{
    PWSK_SOCKET socket = (PWSK_SOCKET)Information;
    const WSK_PROVIDER_BASIC_DISPATCH *dispatch;

    UNREFERENCED_PARAMETER(Context);
    Listener.Pending--;
    if (!NT_SUCCESS(Status)) {
        if (!Listener.Closing && Status != STATUS_FILE_FORCED_CLOSED && ++Listener.Failures < ACCEPT_FAILURES_MAX) {
            ListenerAccept();
        }
        return;
    }
    Listener.Failures = 0;
    /* A connection that came while the listening socket was being closed has nobody to serve it any more. */
    if (Listener.Closing || !NT_SUCCESS(ConnectionCreate(socket))) {
        dispatch = socket->Dispatch;
        Listener.Pending++;
        (VOID)dispatch->WskCloseSocket(socket, OperationPrepare(&Listener.Reject, ListenerRejected, &Listener));
        return;
    }
    ListenerAccept();
}

_Use_decl_annotations_
static VOID ListenerRejected(PVOID Context, NTSTATUS Status, ULONG_PTR Information)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Status);
    UNREFERENCED_PARAMETER(Information);
    Listener.Pending--;
    if (!Listener.Closing) {
        ListenerAccept();
    }
}

_Use_decl_annotations_
static VOID ListenerClosed(PVOID Context, NTSTATUS Status, ULONG_PTR Information)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Status);
    UNREFERENCED_PARAMETER(Information);
    Listener.Pending--;
}

/* Closes all sockets. The thread ends when the last operation is done. */
_Use_decl_annotations_
static VOID WorkerStop(PVOID Context, NTSTATUS Status, ULONG_PTR Information)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Status);
    UNREFERENCED_PARAMETER(Information);
    Listener.Closing = TRUE;
    Listener.Pending++;
    (VOID)Listener.Dispatch->WskCloseSocket(
        Listener.Socket, OperationPrepare(&Listener.Close, ListenerClosed, &Listener));
    ConnectionsClose();
}

_Use_decl_annotations_
static VOID NTAPI WorkerRun(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    ListenerAccept();
    while (!Listener.Closing || Listener.Pending > 0 || ConnectionsCount() > 0) {
        OperationRunNext();
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

_IRQL_requires_(PASSIVE_LEVEL)
static VOID ServerDelete(VOID)
{
    OperationDelete(&Listener.Accept);
    OperationDelete(&Listener.Close);
    OperationDelete(&Listener.Reject);
    OperationDelete(&Worker.Stop);
}

_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
static NTSTATUS ServerCreate(VOID)
{
    OperationQueueInitialize();
    ConnectionsInitialize();
    if (!NT_SUCCESS(OperationCreate(&Listener.Accept)) || !NT_SUCCESS(OperationCreate(&Listener.Close)) ||
        !NT_SUCCESS(OperationCreate(&Listener.Reject)) || !NT_SUCCESS(OperationCreate(&Worker.Stop))) {
        ServerDelete();
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return STATUS_SUCCESS;
}

/* Listens, and starts the thread; on failure nothing is left open. */
_Must_inspect_result_ _IRQL_requires_(PASSIVE_LEVEL)
static NTSTATUS ServerOpen(_In_ USHORT Port, _Inout_ PSYNC_IRP Sync)
{
    OBJECT_ATTRIBUTES attributes;
    NTSTATUS status;

    status = ListenerOpen(AF_INET6, Port, Sync);
    if (!NT_SUCCESS(status)) {
        LOG("no IPv6 (%08lx), trying IPv4 alone", status);
        status = ListenerOpen(AF_INET, Port, Sync);
    }
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Listener.Dispatch = Listener.Socket->Dispatch;
    InitializeObjectAttributes(&attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    status = PsCreateSystemThread(&Worker.Thread, THREAD_ALL_ACCESS, &attributes, NULL, NULL, WorkerRun, NULL);
    if (!NT_SUCCESS(status)) {
        (VOID)Listener.Dispatch->WskCloseSocket(Listener.Socket, SyncIrpPrepare(Sync));
        (VOID)SyncIrpWait(Sync);
    }
    return status;
}

_Use_decl_annotations_
NTSTATUS ServerStart(USHORT Port)
{
    SYNC_IRP sync;
    NTSTATUS status;

    status = ServerCreate();
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = SyncIrpCreate(&sync);
    if (NT_SUCCESS(status)) {
        status = ServerOpen(Port, &sync);
        SyncIrpDelete(&sync);
    }
    if (!NT_SUCCESS(status)) {
        ServerDelete();
    }
    return status;
}

_Use_decl_annotations_
VOID ServerStop(VOID)
{
    OperationPost(&Worker.Stop, WorkerStop, &Worker);
    ZwWaitForSingleObject(Worker.Thread, FALSE, NULL);
    ZwClose(Worker.Thread);
    ServerDelete();
}

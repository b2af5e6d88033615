// Event callbacks: they only queue a work item; registration calls stay in PASSIVE_LEVEL routines.
#include <ntddk.h>
#include <wsk.h>

typedef struct _SRV {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
    PWSK_SOCKET Listener;
    PIRP Irp;
    KEVENT Done;
    WORK_QUEUE_ITEM CloseItem;
    KSPIN_LOCK Lock;
    PWSK_SOCKET Pending;
    KEVENT Idle;
} SRV, *PSRV;

static NTSTATUS NTAPI SrvAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress,
    PSOCKADDR RemoteAddress, PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
    const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch);
static NTSTATUS NTAPI SrvDisconnect(PVOID SocketContext, ULONG Flags);

static const WSK_CLIENT_DISPATCH SrvClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static const WSK_CLIENT_LISTEN_DISPATCH SrvListenDispatch = { SrvAccept, NULL, NULL };
static const WSK_CLIENT_CONNECTION_DISPATCH SrvConnectionDispatch = { NULL, SrvDisconnect, NULL };

static SRV Srv;

static NTSTATUS SrvIrpDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP SrvIrp(VOID)
{
    IoReuseIrp(Srv.Irp, STATUS_SUCCESS);
    KeClearEvent(&Srv.Done);
    IoSetCompletionRoutine(Srv.Irp, SrvIrpDone, &Srv.Done, TRUE, TRUE, TRUE);
    return Srv.Irp;
}

static NTSTATUS SrvWait(VOID)
{
    KeWaitForSingleObject(&Srv.Done, Executive, KernelMode, FALSE, NULL);
    return Srv.Irp->IoStatus.Status;
}

static VOID SrvCloseWorker(PVOID Parameter)
{
    PWSK_SOCKET socket;
    KIRQL irql;

    UNREFERENCED_PARAMETER(Parameter);

    KeAcquireSpinLock(&Srv.Lock, &irql);
    socket = Srv.Pending;
    Srv.Pending = NULL;
    KeReleaseSpinLock(&Srv.Lock, irql);

    if (socket != NULL) {
        ((PWSK_PROVIDER_BASIC_DISPATCH)socket->Dispatch)->WskCloseSocket(socket, SrvIrp());
        SrvWait();
    }
    KeSetEvent(&Srv.Idle, IO_NO_INCREMENT, FALSE);
}

static NTSTATUS NTAPI SrvAccept(PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress,
    PSOCKADDR RemoteAddress, PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext,
    const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PSRV srv = (PSRV)SocketContext;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);

    if (AcceptSocket == NULL) {
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    if (InterlockedCompareExchangePointer((PVOID *)&srv->Pending, AcceptSocket, NULL) != NULL) {
        return STATUS_REQUEST_NOT_ACCEPTED;
    }

    *AcceptSocketContext = srv;
    *AcceptSocketDispatch = &SrvConnectionDispatch;
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI SrvDisconnect(PVOID SocketContext, ULONG Flags)
{
    PSRV srv = (PSRV)SocketContext;

    UNREFERENCED_PARAMETER(Flags);

    KeClearEvent(&srv->Idle);
    ExQueueWorkItem(&srv->CloseItem, DelayedWorkQueue);
    return STATUS_SUCCESS;
}

NTSTATUS SrvStart(PSOCKADDR_IN Address)
{
    NTSTATUS status;
    WSK_CLIENT_NPI client = { &Srv, &SrvClientDispatch };

    KeInitializeEvent(&Srv.Done, SynchronizationEvent, FALSE);
    KeInitializeEvent(&Srv.Idle, NotificationEvent, TRUE);
    KeInitializeSpinLock(&Srv.Lock);
    ExInitializeWorkItem(&Srv.CloseItem, SrvCloseWorker, NULL);

    Srv.Irp = IoAllocateIrp(1, FALSE);
    if (Srv.Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    status = WskRegister(&client, &Srv.Registration);
    if (!NT_SUCCESS(status))
        goto FreeIrp;

    status = WskCaptureProviderNPI(&Srv.Registration, WSK_INFINITE_WAIT, &Srv.Provider);
    if (!NT_SUCCESS(status))
        goto Deregister;

    Srv.Provider.Dispatch->WskSocket(Srv.Provider.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
        WSK_FLAG_LISTEN_SOCKET, &Srv, &SrvListenDispatch, NULL, NULL, NULL, SrvIrp());
    status = SrvWait();
    if (!NT_SUCCESS(status))
        goto Release;
    Srv.Listener = (PWSK_SOCKET)Srv.Irp->IoStatus.Information;

    ((PWSK_PROVIDER_LISTEN_DISPATCH)Srv.Listener->Dispatch)->WskBind(
        Srv.Listener, (PSOCKADDR)Address, 0, SrvIrp());
    status = SrvWait();
    if (!NT_SUCCESS(status))
        goto CloseListener;

    return STATUS_SUCCESS;

CloseListener:
    ((PWSK_PROVIDER_LISTEN_DISPATCH)Srv.Listener->Dispatch)->WskCloseSocket(Srv.Listener, SrvIrp());
    SrvWait();
Release:
    WskReleaseProviderNPI(&Srv.Registration);
Deregister:
    WskDeregister(&Srv.Registration);
FreeIrp:
    IoFreeIrp(Srv.Irp);
    return status;
}

VOID SrvStop(VOID)
{
    KeWaitForSingleObject(&Srv.Idle, Executive, KernelMode, FALSE, NULL);
    ((PWSK_PROVIDER_LISTEN_DISPATCH)Srv.Listener->Dispatch)->WskCloseSocket(Srv.Listener, SrvIrp());
    SrvWait();
    WskReleaseProviderNPI(&Srv.Registration);
    WskDeregister(&Srv.Registration);
    IoFreeIrp(Srv.Irp);
}

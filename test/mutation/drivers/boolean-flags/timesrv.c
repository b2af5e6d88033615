#include <ntddk.h>
#include <wsk.h>
#include <ntstrsafe.h>

/* A TCP listener that answers each connection with the system time (like RFC 868). */

#define TIME_PORT       37
#define TIMESRV_TAG     'rsmT'

typedef struct _TIME_SERVER {
    PWSK_SOCKET Listener;
    KSPIN_LOCK  Lock;
    LIST_ENTRY  Connections;
    LONG        ConnectionCount;
} TIME_SERVER;

static TIME_SERVER          Server;
static WSK_REGISTRATION     TimeReg; // @registration
static WSK_PROVIDER_NPI     TimeNpi;
static BOOLEAN              TimeRegistered; // WskDeregister is due
static BOOLEAN              TimeCaptured;

static WSK_CLIENT_DISPATCH  TimeDispatch; // @table-variable

DRIVER_UNLOAD TimeUnload;

static NTSTATUS
TimeSignal(PDEVICE_OBJECT Device, PIRP Irp, PVOID Event)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    (VOID)KeSetEvent(Event, IO_NO_INCREMENT, FALSE); // @callback
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS
TimeCloseDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    InterlockedDecrement(&Server.ConnectionCount);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS WSKAPI
TimeAccept(PVOID Context, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET Accepted,
           PVOID *AcceptContext, const WSK_CLIENT_CONNECTION_DISPATCH **AcceptDispatch)
{
    PIRP irp;

    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(Local);
    UNREFERENCED_PARAMETER(Remote);

    if (Accepted == NULL) { // @callback
        return STATUS_REQUEST_NOT_ACCEPTED;
    }

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) {
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    InterlockedIncrement(&Server.ConnectionCount);
    *AcceptContext = NULL;
    *AcceptDispatch = NULL;
    IoSetCompletionRoutine(irp, TimeCloseDone, NULL, TRUE, TRUE, TRUE);
    ((const WSK_PROVIDER_BASIC_DISPATCH *)Accepted->Dispatch)->WskCloseSocket(Accepted, irp);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch = { TimeAccept, NULL, NULL };

static NTSTATUS
TimeListen(VOID)
{
    NTSTATUS status = STATUS_SUCCESS;
    KEVENT event;
    PIRP irp;
    SOCKADDR_IN address;
    BOOLEAN failed = FALSE;

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, TimeSignal, &event, TRUE, TRUE, TRUE);
    status = TimeNpi.Dispatch->WskSocket(TimeNpi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
                                         &Server, &ListenDispatch, NULL, NULL, NULL, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    }
    status = irp->IoStatus.Status;
    failed = !NT_SUCCESS(status);

    if (!failed) {
        Server.Listener = (PWSK_SOCKET)irp->IoStatus.Information;

        RtlZeroMemory(&address, sizeof(address));
        address.sin_family = AF_INET;
        address.sin_port = RtlUshortByteSwap(TIME_PORT);

        IoReuseIrp(irp, STATUS_SUCCESS);
        KeClearEvent(&event);
        IoSetCompletionRoutine(irp, TimeSignal, &event, TRUE, TRUE, TRUE);
        status = ((const WSK_PROVIDER_LISTEN_DISPATCH *)Server.Listener->Dispatch)->WskBind(
            Server.Listener, (PSOCKADDR)&address, 0, irp);
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        }
        status = irp->IoStatus.Status;
    }

    IoFreeIrp(irp);
    return status;
}

static VOID
TimeStopListening(VOID)
{
    PIRP irp;
    KEVENT event;
    LARGE_INTEGER delay;

    delay.QuadPart = -50 * 10000;
    if (Server.Listener != NULL) {
        while ((irp = IoAllocateIrp(1, FALSE)) == NULL) {
            KeDelayExecutionThread(KernelMode, FALSE, &delay);
        }
        KeInitializeEvent(&event, SynchronizationEvent, FALSE);
        IoSetCompletionRoutine(irp, TimeSignal, &event, TRUE, TRUE, TRUE);
        ((const WSK_PROVIDER_BASIC_DISPATCH *)Server.Listener->Dispatch)->WskCloseSocket(Server.Listener, irp);
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        IoFreeIrp(irp);
        Server.Listener = NULL;
    }
}

static VOID
TimeCleanup(VOID)
{
    TimeStopListening(); // @unload-start @close-unload

    if (TimeCaptured) { // @guard-release
        WskReleaseProviderNPI(&TimeReg); // @release-unload
        TimeCaptured = FALSE;
    }
    if (TimeRegistered) { // @guard-deregister
        WskDeregister(&TimeReg); // @deregister-unload
        TimeRegistered = FALSE;
    }
}

NTSTATUS
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi; // @client-npi
    BOOLEAN ok = FALSE;

    UNREFERENCED_PARAMETER(RegistryPath);

    DriverObject->DriverUnload = TimeUnload; // @unload-assign
    KeInitializeSpinLock(&Server.Lock);
    InitializeListHead(&Server.Connections);

    TimeDispatch.Version = MAKE_WSK_VERSION(1, 0); // @table-version
    TimeDispatch.Reserved = 0; // @table-reserved
    TimeDispatch.WskClientEvent = NULL;

    npi.ClientContext = NULL; // @npi-context
    npi.Dispatch = &TimeDispatch; // @npi-dispatch

    status = WskRegister(&npi, &TimeReg); // @register
    TimeRegistered = (BOOLEAN)NT_SUCCESS(status); // @flag-registered(condition)

    if (TimeRegistered) {
        status = WskCaptureProviderNPI(&TimeReg, WSK_NO_WAIT, &TimeNpi); // @capture(entry)
        TimeCaptured = NT_SUCCESS(status) ? TRUE : FALSE; // @flag-captured(condition)
    }

    if (TimeRegistered && TimeCaptured) {
        status = TimeListen();
        ok = NT_SUCCESS(status);
    }

    if (!ok) {
        DbgPrint("timesrv: start failed, status %#x\n", status);
        TimeCleanup(); // @call-cleanup-undo
    }

    return status;
}

VOID
TimeUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    TimeCleanup(); // @call-cleanup-unload
}

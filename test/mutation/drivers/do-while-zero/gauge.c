// gauge.c: publishes a few counters over TCP to whoever asks for them.
//
// Set-up runs inside do { } while (FALSE): break leaves it at the first failure, and what
// has been set up until then is undone behind it.

#include <ntifs.h>
#include <wsk.h>

#define GAUGE_TAG  'gauG'
#define GAUGE_PORT 8086

typedef struct _GAUGE {
    LONG64 Requests;
    LONG64 Errors;
    PWSK_SOCKET Listener;
    EX_RUNDOWN_REF Rundown;
} GAUGE;

static GAUGE Gauge;

static const WSK_CLIENT_DISPATCH GaugeClientDispatch = { // @table
    .Version = MAKE_WSK_VERSION(1, 0),
    .Reserved = 0,
    .WskClientEvent = NULL
};

static WSK_REGISTRATION GaugeRegistration; // @registration

static WSK_PROVIDER_NPI GaugeProvider;

static PDEVICE_OBJECT GaugeDevice;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD GaugeUnload;
IO_COMPLETION_ROUTINE GaugeIrpDone;
IO_COMPLETION_ROUTINE GaugeAcceptedClosed;

_Use_decl_annotations_
NTSTATUS GaugeIrpDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE); // @callback
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_Use_decl_annotations_
NTSTATUS GaugeAcceptedClosed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);

    IoFreeIrp(Irp); // @callback
    ExReleaseRundownProtection(&Gauge.Rundown);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS WSKAPI GaugeAccept(PVOID Context, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote,
                                   PWSK_SOCKET Accepted, PVOID *AcceptedContext,
                                   CONST WSK_CLIENT_CONNECTION_DISPATCH **AcceptedDispatch)
{
    PIRP irp;

    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(Local);
    UNREFERENCED_PARAMETER(Remote);

    if (Accepted == NULL) // @callback
        return STATUS_REQUEST_NOT_ACCEPTED;

    InterlockedIncrement64(&Gauge.Requests);
    if (!ExAcquireRundownProtection(&Gauge.Rundown))
        return STATUS_REQUEST_NOT_ACCEPTED;

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) {
        ExReleaseRundownProtection(&Gauge.Rundown);
        return STATUS_REQUEST_NOT_ACCEPTED;
    }

    *AcceptedContext = NULL;
    *AcceptedDispatch = NULL;
    IoSetCompletionRoutine(irp, GaugeAcceptedClosed, NULL, TRUE, TRUE, TRUE);
    ((const WSK_PROVIDER_BASIC_DISPATCH *)Accepted->Dispatch)->WskCloseSocket(Accepted, irp);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_LISTEN_DISPATCH GaugeListenDispatch = { GaugeAccept, NULL, NULL };

static NTSTATUS GaugeListen(VOID)
{
    NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;
    SOCKADDR_IN address = {0};
    KEVENT event;
    PIRP irp = NULL;

    do {
        irp = IoAllocateIrp(1, FALSE);
        if (irp == NULL)
            break;

        KeInitializeEvent(&event, SynchronizationEvent, FALSE);
        IoSetCompletionRoutine(irp, GaugeIrpDone, &event, TRUE, TRUE, TRUE);
        GaugeProvider.Dispatch->WskSocket(GaugeProvider.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
                                          WSK_FLAG_LISTEN_SOCKET, NULL, &GaugeListenDispatch, NULL, NULL,
                                          NULL, irp);
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
        if (!NT_SUCCESS(status))
            break;
        Gauge.Listener = (PWSK_SOCKET)irp->IoStatus.Information;

        address.sin_family = AF_INET;
        address.sin_port = RtlUshortByteSwap(GAUGE_PORT);
        IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(irp, GaugeIrpDone, &event, TRUE, TRUE, TRUE);
        ((const WSK_PROVIDER_LISTEN_DISPATCH *)Gauge.Listener->Dispatch)
            ->WskBind(Gauge.Listener, (PSOCKADDR)&address, 0, irp);
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    } while (FALSE);

    if (irp != NULL)
        IoFreeIrp(irp);
    return status;
}

static VOID GaugeCloseListener(VOID)
{
    LARGE_INTEGER moment = {.QuadPart = -100 * 1000};
    KEVENT event;
    PIRP irp;

    if (Gauge.Listener == NULL)
        return;

    do {
        irp = IoAllocateIrp(1, FALSE);
        if (irp == NULL)
            KeDelayExecutionThread(KernelMode, FALSE, &moment);
    } while (irp == NULL);

    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, GaugeIrpDone, &event, TRUE, TRUE, TRUE);
    ((const WSK_PROVIDER_BASIC_DISPATCH *)Gauge.Listener->Dispatch)->WskCloseSocket(Gauge.Listener, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(irp);
    Gauge.Listener = NULL;
}

static NTSTATUS GaugeStart(VOID)
{
    WSK_CLIENT_NPI client; // @client-npi
    BOOLEAN registered = FALSE;
    BOOLEAN captured = FALSE;
    NTSTATUS status;

    client.ClientContext = &Gauge; // @npi-context
    client.Dispatch = &GaugeClientDispatch; // @npi-dispatch

    do {
        status = WskRegister(&client, &GaugeRegistration); // @register
        if (!NT_SUCCESS(status)) // @register-check
            break;
        registered = TRUE; // @flag-registered(undo)

        status = WskCaptureProviderNPI(&GaugeRegistration, 1000, &GaugeProvider); // @leak-point @capture(entry)
        if (!NT_SUCCESS(status)) // @capture-check
            break;
        captured = TRUE; // @flag-captured(undo)

        status = GaugeListen(); // @leak-point @provider-call(kept)
    } while (FALSE);

    if (!NT_SUCCESS(status)) {
        GaugeCloseListener();
        if (captured) // @guard-release
            WskReleaseProviderNPI(&GaugeRegistration); // @release-undo
        if (registered) // @guard-deregister
            WskDeregister(&GaugeRegistration); // @deregister-undo
    }
    return status;
}

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    ExInitializeRundownProtection(&Gauge.Rundown);

    status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &GaugeDevice);
    if (!NT_SUCCESS(status))
        return status;

    status = GaugeStart();
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(GaugeDevice);
        return status;
    }

    DriverObject->DriverUnload = GaugeUnload; // @unload-assign
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
VOID GaugeUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);

    GaugeCloseListener(); // @unload-start @close-unload
    ExWaitForRundownProtectionRelease(&Gauge.Rundown);

    WskReleaseProviderNPI(&GaugeRegistration); // @release-unload
    WskDeregister(&GaugeRegistration); // @deregister-unload

    IoDeleteDevice(GaugeDevice);
}

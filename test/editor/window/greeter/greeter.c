/*
 * greeter.c - a TCP server that greets whoever connects and hangs up.
 *
 * What the window tests look at: a registration, a listening socket, callbacks, calls through casts.
 */

#include <ntddk.h>
#include <wsk.h>

#define GREETER_PORT 7013

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static PWSK_SOCKET Listener;
static CHAR Greeting[] = "good day\r\n";
static PMDL GreetingMdl;

static IO_COMPLETION_ROUTINE RequestDone;
static IO_COMPLETION_ROUTINE GreetingSent;
static IO_COMPLETION_ROUTINE GuestGone;
DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD GreeterUnload;

static NTSTATUS
RequestDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP
NewRequest(_Out_ PKEVENT Done)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    KeInitializeEvent(Done, NotificationEvent, FALSE);
    if (irp != NULL) {
        IoSetCompletionRoutine(irp, RequestDone, Done, TRUE, TRUE, TRUE);
    }
    return irp;
}

static NTSTATUS
FinishRequest(_In_ PIRP Irp, _In_ PKEVENT Done, _Out_opt_ PULONG_PTR Information)
{
    NTSTATUS status;

    KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
    status = Irp->IoStatus.Status;
    if (Information != NULL) {
        *Information = Irp->IoStatus.Information;
    }
    IoFreeIrp(Irp);
    return status;
}

static NTSTATUS
GuestGone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);

    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS
GreetingSent(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PWSK_SOCKET guest = (PWSK_SOCKET)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    IoReuseIrp(Irp, STATUS_SUCCESS);
    IoSetCompletionRoutine(Irp, GuestGone, NULL, TRUE, TRUE, TRUE);
    ((const WSK_PROVIDER_BASIC_DISPATCH *)guest->Dispatch)->WskCloseSocket(guest, Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS
Greet(_In_ PWSK_SOCKET Guest, _In_ PIRP Irp)
{
    WSK_BUF buffer = {GreetingMdl, 0, sizeof(Greeting) - 1};

    IoSetCompletionRoutine(Irp, GreetingSent, Guest, TRUE, TRUE, TRUE);
    return ((const WSK_PROVIDER_CONNECTION_DISPATCH *)Guest->Dispatch)->WskSend(
        Guest, &buffer, WSK_FLAG_NODELAY, Irp);
}

_IRQL_requires_max_(DISPATCH_LEVEL)
static NTSTATUS WSKAPI
GuestArrived(
    _In_opt_ PVOID SocketContext,
    _In_ ULONG Flags,
    _In_ PSOCKADDR LocalAddress,
    _In_ PSOCKADDR RemoteAddress,
    _In_opt_ PWSK_SOCKET AcceptSocket,
    _Outptr_result_maybenull_ PVOID *AcceptSocketContext,
    _Outptr_result_maybenull_ const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch)
{
    PIRP irp;

    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(RemoteAddress);

    if (AcceptSocket == NULL) {
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) {
        return STATUS_REQUEST_NOT_ACCEPTED;
    }
    *AcceptSocketContext = NULL;
    *AcceptSocketDispatch = NULL;
    Greet(AcceptSocket, irp);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_DISPATCH ClientDispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};

static const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch = {
    .WskAcceptEvent = GuestArrived,
};

static NTSTATUS
Listen(VOID)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *dispatch;
    WSK_EVENT_CALLBACK_CONTROL events = {&NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT};
    SOCKADDR_IN local = {0};
    ULONG_PTR socket;
    KEVENT done;
    NTSTATUS status;
    PIRP irp = NewRequest(&done);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Provider.Dispatch->WskSocket(Provider.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP,
        WSK_FLAG_LISTEN_SOCKET, NULL, &ListenDispatch, NULL, NULL, NULL, irp);
    status = FinishRequest(irp, &done, &socket);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Listener = (PWSK_SOCKET)socket;

    dispatch = Listener->Dispatch;
    dispatch->WskControlSocket(Listener, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
        sizeof(events), &events, 0, NULL, NULL, NULL);

    irp = NewRequest(&done);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    local.sin_family = AF_INET;
    local.sin_port = RtlUshortByteSwap(GREETER_PORT);
    dispatch->WskBind(Listener, (PSOCKADDR)&local, 0, irp);
    return FinishRequest(irp, &done, NULL);
}

static VOID
CloseListener(VOID)
{
    KEVENT done;
    PIRP irp;

    if (Listener == NULL) {
        return;
    }
    irp = NewRequest(&done);
    if (irp == NULL) {
        return;
    }
    ((const WSK_PROVIDER_LISTEN_DISPATCH *)Listener->Dispatch)->WskCloseSocket(Listener, irp);
    FinishRequest(irp, &done, NULL);
    Listener = NULL;
}

static VOID
GreeterUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);

    CloseListener();
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
    IoFreeMdl(GreetingMdl);
}

NTSTATUS
DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = {NULL, &ClientDispatch};
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    GreetingMdl = IoAllocateMdl(Greeting, sizeof(Greeting) - 1, FALSE, FALSE, NULL);
    if (GreetingMdl == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    MmBuildMdlForNonPagedPool(GreetingMdl);

    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        IoFreeMdl(GreetingMdl);
        return status;
    }
    status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
    if (NT_SUCCESS(status)) {
        status = Listen();
        if (NT_SUCCESS(status)) {
            DriverObject->DriverUnload = GreeterUnload;
            return STATUS_SUCCESS;
        }
        CloseListener();
        WskReleaseProviderNPI(&Registration);
    }
    WskDeregister(&Registration);
    IoFreeMdl(GreetingMdl);
    return status;
}

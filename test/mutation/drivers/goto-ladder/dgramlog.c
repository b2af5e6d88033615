/*++

Copyright (c) Contoso Corporation. All rights reserved.

Module Name:

    dgramlog.c

Abstract:

    A kernel mode sink that listens on a UDP port and writes what it
    receives to the debugger. Shows how to register with WSK, how to open
    a datagram socket and how to receive with event callbacks.

Environment:

    Kernel mode

--*/

#include <ntddk.h>
#include <wsk.h>

#define DGL_PORT            9514
#define DGL_POOL_TAG        'LmgD'
#define DGL_CAPTURE_TIMEOUT 1000        // milliseconds

typedef struct _DGL_SOCKET_CONTEXT {
    PWSK_SOCKET Socket;
    LONG64 DatagramCount;
    LONG64 ByteCount;
} DGL_SOCKET_CONTEXT, *PDGL_SOCKET_CONTEXT;

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD DglUnload;
static IO_COMPLETION_ROUTINE DglSyncCompletion;

_IRQL_requires_max_(PASSIVE_LEVEL)
static NTSTATUS DglOpenSocket(_Out_ PDGL_SOCKET_CONTEXT *Context);

_IRQL_requires_max_(PASSIVE_LEVEL)
static VOID DglCloseSocket(_In_ PDGL_SOCKET_CONTEXT Context);

static NTSTATUS WSKAPI
DglClientEvent(
    _In_opt_ PVOID ClientContext,
    _In_ ULONG EventType,
    _In_opt_ PVOID Information,
    _In_ SIZE_T InformationLength
    );

static NTSTATUS WSKAPI
DglReceiveFromEvent(
    _In_opt_ PVOID SocketContext,
    _In_ ULONG Flags,
    _In_opt_ PWSK_DATAGRAM_INDICATION DataIndication
    );

// The client dispatch table has to stay valid for as long as the driver is
// registered, so that it is a global constant.
static const WSK_CLIENT_DISPATCH DglClientDispatch = { // @table
    MAKE_WSK_VERSION(1, 0),
    0,
    DglClientEvent
};

static const WSK_CLIENT_DATAGRAM_DISPATCH DglDatagramDispatch = {
    DglReceiveFromEvent
};

static WSK_REGISTRATION DglRegistration; // @registration
static WSK_PROVIDER_NPI DglProviderNpi;
static PDGL_SOCKET_CONTEXT DglSocket;
static PDEVICE_OBJECT DglControlDevice;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, DglUnload)
#pragma alloc_text(PAGE, DglOpenSocket)
#pragma alloc_text(PAGE, DglCloseSocket)
#endif

_Use_decl_annotations_
NTSTATUS
DriverEntry(
    PDRIVER_OBJECT DriverObject,
    PUNICODE_STRING RegistryPath
    )
/*++

Routine Description:

    Registers with WSK, waits a moment for the WSK subsystem, and opens the
    socket.

--*/
{
    NTSTATUS status;
    WSK_CLIENT_NPI clientNpi; // @client-npi
    WSK_EVENT_CALLBACK_CONTROL callbackControl;
    UNICODE_STRING deviceName = RTL_CONSTANT_STRING(L"\\Device\\DgramLog");

    UNREFERENCED_PARAMETER(RegistryPath);

    DbgPrintEx(DPFLTR_IHVNETWORK_ID, DPFLTR_TRACE_LEVEL, "dgramlog: loading\n");

    status = IoCreateDevice(DriverObject, 0, &deviceName, FILE_DEVICE_NETWORK,
                            FILE_DEVICE_SECURE_OPEN, FALSE, &DglControlDevice);
    if (!NT_SUCCESS(status)) {
        goto Exit;
    }

    clientNpi.ClientContext = NULL; // @npi-context
    clientNpi.Dispatch = &DglClientDispatch; // @npi-dispatch
    status = WskRegister(&clientNpi, &DglRegistration); // @register
    if (!NT_SUCCESS(status)) { // @register-check
        DbgPrintEx(DPFLTR_IHVNETWORK_ID, DPFLTR_ERROR_LEVEL,
                   "dgramlog: WskRegister failed, 0x%lx\n", status);
        goto DeleteDevice; // @jump-unregistered(Deregister)
    }

    status = WskCaptureProviderNPI(&DglRegistration, // @capture(entry)
                                   DGL_CAPTURE_TIMEOUT,
                                   &DglProviderNpi);
    if (!NT_SUCCESS(status)) { // @capture-check
        DbgPrintEx(DPFLTR_IHVNETWORK_ID, DPFLTR_ERROR_LEVEL,
                   "dgramlog: no WSK provider, 0x%lx\n", status);
        goto Deregister; // @jump-registered(DeleteDevice) @jump-uncaptured(ReleaseNpi)
    }

    callbackControl.NpiId = &NPI_WSK_INTERFACE_ID; // @leak-point
    callbackControl.EventMask = WSK_EVENT_RECEIVE_FROM;
    status = DglProviderNpi.Dispatch->WskControlClient( // @provider-call(kept)
                                   DglProviderNpi.Client,
                                   WSK_SET_STATIC_EVENT_CALLBACKS,
                                   sizeof(callbackControl),
                                   &callbackControl,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL);
    if (!NT_SUCCESS(status)) {
        goto ReleaseNpi; // @jump-captured(Deregister)
    }

    status = DglOpenSocket(&DglSocket); // @leak-point
    if (!NT_SUCCESS(status)) {
        goto ReleaseNpi; // @jump-registered(DeleteDevice) @jump-captured(Deregister)
    }

    DriverObject->DriverUnload = DglUnload; // @unload-assign
    return STATUS_SUCCESS;

ReleaseNpi:
    WskReleaseProviderNPI(&DglRegistration); // @release-undo

Deregister:
    WskDeregister(&DglRegistration); // @deregister-undo

DeleteDevice:
    IoDeleteDevice(DglControlDevice);

Exit:
    return status;
}

_Use_decl_annotations_
static VOID
DglUnload(
    PDRIVER_OBJECT DriverObject
    )
{
    UNREFERENCED_PARAMETER(DriverObject);
    PAGED_CODE();

    DglCloseSocket(DglSocket); // @unload-start @close-unload
    DglSocket = NULL;

    WskReleaseProviderNPI(&DglRegistration); // @release-unload
    WskDeregister(&DglRegistration); // @deregister-unload

    IoDeleteDevice(DglControlDevice);
}

_Use_decl_annotations_
static NTSTATUS
DglSyncCompletion(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    _Analysis_assume_(Context != NULL);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE); // @callback

    //
    // The IRP belongs to the thread that waits for it.
    //
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_Use_decl_annotations_
static NTSTATUS
DglOpenSocket(
    PDGL_SOCKET_CONTEXT *Context
    )
{
    NTSTATUS status;
    PIRP irp;
    KEVENT event;
    SOCKADDR_IN local;
    PDGL_SOCKET_CONTEXT context;
    const WSK_PROVIDER_DATAGRAM_DISPATCH *dispatch;

    PAGED_CODE();
    *Context = NULL;

    context = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*context), DGL_POOL_TAG);
    if (context == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    RtlZeroMemory(context, sizeof(*context));

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) {
        ExFreePoolWithTag(context, DGL_POOL_TAG);
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, DglSyncCompletion, &event, TRUE, TRUE, TRUE);

    DglProviderNpi.Dispatch->WskSocket(DglProviderNpi.Client,
                                       AF_INET,
                                       SOCK_DGRAM,
                                       IPPROTO_UDP,
                                       WSK_FLAG_DATAGRAM_SOCKET,
                                       context,
                                       &DglDatagramDispatch,
                                       NULL, NULL, NULL,
                                       irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);

    status = irp->IoStatus.Status;
    if (!NT_SUCCESS(status)) {
        goto Fail;
    }
    context->Socket = (PWSK_SOCKET)irp->IoStatus.Information;

    RtlZeroMemory(&local, sizeof(local));
    local.sin_family = AF_INET;
    local.sin_port = RtlUshortByteSwap(DGL_PORT);

    IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
    KeResetEvent(&event);
    IoSetCompletionRoutine(irp, DglSyncCompletion, &event, TRUE, TRUE, TRUE);

    dispatch = context->Socket->Dispatch;
    dispatch->WskBind(context->Socket, (PSOCKADDR)&local, 0, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);

    status = irp->IoStatus.Status;
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(irp);
        DglCloseSocket(context);
        return status;
    }

    IoFreeIrp(irp);
    *Context = context;
    return STATUS_SUCCESS;

Fail:
    IoFreeIrp(irp);
    ExFreePoolWithTag(context, DGL_POOL_TAG);
    return status;
}

_Use_decl_annotations_
static VOID
DglCloseSocket(
    PDGL_SOCKET_CONTEXT Context
    )
{
    PIRP irp;
    KEVENT event;
    const WSK_PROVIDER_BASIC_DISPATCH *dispatch;

    PAGED_CODE();

    // The close must not fail: keep trying until there is an IRP.
    for (;;) {
        LARGE_INTEGER delay;

        irp = IoAllocateIrp(1, FALSE);
        if (irp != NULL) {
            break;
        }
        delay.QuadPart = -10 * 1000 * 100;
        KeDelayExecutionThread(KernelMode, FALSE, &delay);
    }

    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, DglSyncCompletion, &event, TRUE, TRUE, TRUE);

    dispatch = (const WSK_PROVIDER_BASIC_DISPATCH *)Context->Socket->Dispatch;
    dispatch->WskCloseSocket(Context->Socket, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(irp);

    ExFreePoolWithTag(Context, DGL_POOL_TAG);
}

static NTSTATUS WSKAPI
DglClientEvent(
    _In_opt_ PVOID ClientContext,
    _In_ ULONG EventType,
    _In_opt_ PVOID Information,
    _In_ SIZE_T InformationLength
    )
{
    UNREFERENCED_PARAMETER(ClientContext);
    UNREFERENCED_PARAMETER(EventType);
    UNREFERENCED_PARAMETER(Information);
    UNREFERENCED_PARAMETER(InformationLength);

    // WSK 1.0 has no events for the client object.
    return STATUS_NOT_IMPLEMENTED;
}

static NTSTATUS WSKAPI
DglReceiveFromEvent(
    _In_opt_ PVOID SocketContext,
    _In_ ULONG Flags,
    _In_opt_ PWSK_DATAGRAM_INDICATION DataIndication
    )
{
    PDGL_SOCKET_CONTEXT context = (PDGL_SOCKET_CONTEXT)SocketContext;
    PWSK_DATAGRAM_INDICATION next;

    UNREFERENCED_PARAMETER(Flags);

    if (DataIndication == NULL || context == NULL) { // @callback
        return STATUS_SUCCESS;
    }

    for (next = DataIndication; next != NULL; next = next->Next) {
        InterlockedIncrement64(&context->DatagramCount);
        InterlockedAdd64(&context->ByteCount, (LONG64)next->Buffer.Length);
    }
    return STATUS_SUCCESS;
}

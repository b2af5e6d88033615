/*++
Module: netfan.c

A KMDF software device that publishes its readings over WSK.
--*/
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>
#include "trace.h"
#include "netfan.tmh"

#define NETFAN_CAPTURE_MS 250

typedef struct _DEVICE_CONTEXT {
    WDFDEVICE           Device;
    WDFWAITLOCK         Lock;
    WSK_REGISTRATION    Registration;
    WSK_PROVIDER_NPI    Provider;
    BOOLEAN             WskReady;
    PWSK_SOCKET         Socket;
    PIRP                CloseIrp;
    ULONG               Speed;
} DEVICE_CONTEXT, *PDEVICE_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DEVICE_CONTEXT, NetFanGetContext)

DRIVER_INITIALIZE                   DriverEntry;
EVT_WDF_DRIVER_DEVICE_ADD           NetFanEvtDeviceAdd;
EVT_WDF_DRIVER_UNLOAD               NetFanEvtDriverUnload;
EVT_WDF_OBJECT_CONTEXT_CLEANUP      NetFanEvtDeviceContextCleanup;
EVT_WDF_DEVICE_PREPARE_HARDWARE     NetFanEvtPrepareHardware;
EVT_WDF_DEVICE_RELEASE_HARDWARE     NetFanEvtReleaseHardware;
EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL  NetFanEvtIoDeviceControl;

static CONST WSK_CLIENT_DISPATCH NetFanClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL }; // @table

static NTSTATUS
NetFanIrpCompletion(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PIRP Irp,
    _In_reads_opt_(_Inexpressible_("varies")) PVOID Context
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE); // @callback
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS
NetFanCreateSocket(
    _Inout_ PDEVICE_CONTEXT Ctx
    )
{
    KEVENT event;
    NTSTATUS status;

    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoReuseIrp(Ctx->CloseIrp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Ctx->CloseIrp, NetFanIrpCompletion, &event, TRUE, TRUE, TRUE);

    status = Ctx->Provider.Dispatch->WskSocket(Ctx->Provider.Client,
                                               AF_INET,
                                               SOCK_DGRAM,
                                               IPPROTO_UDP,
                                               WSK_FLAG_DATAGRAM_SOCKET,
                                               NULL,
                                               NULL,
                                               NULL,
                                               NULL,
                                               NULL,
                                               Ctx->CloseIrp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        status = Ctx->CloseIrp->IoStatus.Status;
    }

    if (NT_SUCCESS(status)) {
        Ctx->Socket = (PWSK_SOCKET)Ctx->CloseIrp->IoStatus.Information;
    }
    return status;
}

static VOID
NetFanDestroySocket(
    _Inout_ PDEVICE_CONTEXT Ctx
    )
{
    KEVENT event;

    if (Ctx->Socket == NULL) {
        return;
    }

    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoReuseIrp(Ctx->CloseIrp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Ctx->CloseIrp, NetFanIrpCompletion, &event, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_BASIC_DISPATCH)Ctx->Socket->Dispatch)->WskCloseSocket(Ctx->Socket, Ctx->CloseIrp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    Ctx->Socket = NULL;
}

static VOID
NetFanStopNetwork(
    _Inout_ PDEVICE_CONTEXT Ctx
    )
{
    if (Ctx->WskReady) { // @guard-deregister
        Ctx->WskReady = FALSE;
        WskDeregister(&Ctx->Registration); // @deregister-unload
    }
}

NTSTATUS
DriverEntry(
    _In_ PDRIVER_OBJECT DriverObject,
    _In_ PUNICODE_STRING RegistryPath
    )
{
    WDF_DRIVER_CONFIG config;
    NTSTATUS status;

    WPP_INIT_TRACING(DriverObject, RegistryPath);

    WDF_DRIVER_CONFIG_INIT(&config, NetFanEvtDeviceAdd);
    config.EvtDriverUnload = NetFanEvtDriverUnload;

    status = WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, WDF_NO_HANDLE);
    if (!NT_SUCCESS(status)) {
        TraceEvents(TRACE_LEVEL_ERROR, TRACE_DRIVER, "WdfDriverCreate failed %!STATUS!", status);
        WPP_CLEANUP(DriverObject);
    }
    return status;
}

VOID
NetFanEvtDriverUnload(
    _In_ WDFDRIVER Driver
    )
{
    WPP_CLEANUP(WdfDriverWdmGetDriverObject(Driver));
}

NTSTATUS
NetFanEvtDeviceAdd(
    _In_ WDFDRIVER Driver,
    _Inout_ PWDFDEVICE_INIT DeviceInit
    )
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_PNPPOWER_EVENT_CALLBACKS pnp;
    WDF_IO_QUEUE_CONFIG queueConfig;
    WSK_CLIENT_NPI client; // @client-npi
    PDEVICE_CONTEXT ctx;
    WDFDEVICE device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Driver);
    PAGED_CODE();

    WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&pnp);
    pnp.EvtDevicePrepareHardware = NetFanEvtPrepareHardware;
    pnp.EvtDeviceReleaseHardware = NetFanEvtReleaseHardware;
    WdfDeviceInitSetPnpPowerEventCallbacks(DeviceInit, &pnp);

    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, DEVICE_CONTEXT);
    attributes.EvtCleanupCallback = NetFanEvtDeviceContextCleanup;
    attributes.ExecutionLevel = WdfExecutionLevelPassive;

    status = WdfDeviceCreate(&DeviceInit, &attributes, &device);
    if (!NT_SUCCESS(status)) {
        TraceEvents(TRACE_LEVEL_ERROR, TRACE_DRIVER, "WdfDeviceCreate failed %!STATUS!", status);
        return status;
    }

    ctx = NetFanGetContext(device);
    ctx->Device = device;

    status = WdfWaitLockCreate(WDF_NO_OBJECT_ATTRIBUTES, &ctx->Lock);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&queueConfig, WdfIoQueueDispatchSequential);
    queueConfig.EvtIoDeviceControl = NetFanEvtIoDeviceControl;
    status = WdfIoQueueCreate(device, &queueConfig, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    client.ClientContext = ctx; // @npi-context
    client.Dispatch = &NetFanClientDispatch; // @npi-dispatch
    status = WskRegister(&client, &ctx->Registration); // @register
    if (!NT_SUCCESS(status)) { // @register-check
        TraceEvents(TRACE_LEVEL_ERROR, TRACE_DRIVER, "WskRegister failed %!STATUS!", status);
        return status;
    }

    //
    // From here on NetFanEvtDeviceContextCleanup deregisters, also when this
    // callback fails.
    //
    ctx->WskReady = TRUE; // @flag-registered(undo)

    ctx->CloseIrp = IoAllocateIrp(1, FALSE);
    if (ctx->CloseIrp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    return STATUS_SUCCESS;
}

VOID
NetFanEvtDeviceContextCleanup(
    _In_ WDFOBJECT Object
    )
{
    PDEVICE_CONTEXT ctx = NetFanGetContext(Object);

    if (ctx->CloseIrp != NULL) {
        IoFreeIrp(ctx->CloseIrp);
        ctx->CloseIrp = NULL;
    }

    NetFanStopNetwork(ctx); // @call-cleanup-unload
}

NTSTATUS
NetFanEvtPrepareHardware(
    _In_ WDFDEVICE Device,
    _In_ WDFCMRESLIST ResourcesRaw,
    _In_ WDFCMRESLIST ResourcesTranslated
    )
{
    PDEVICE_CONTEXT ctx = NetFanGetContext(Device);
    NTSTATUS status;

    UNREFERENCED_PARAMETER(ResourcesRaw);
    UNREFERENCED_PARAMETER(ResourcesTranslated);

    status = WskCaptureProviderNPI(&ctx->Registration, NETFAN_CAPTURE_MS, &ctx->Provider); // @capture(entry)
    if (!NT_SUCCESS(status)) { // @capture-check
        TraceEvents(TRACE_LEVEL_ERROR, TRACE_DRIVER, "no provider %!STATUS!", status);
        return status;
    }

    status = NetFanCreateSocket(ctx); // @leak-point(npi) @provider-call
    WskReleaseProviderNPI(&ctx->Registration); // @release-use
    if (!NT_SUCCESS(status)) {
        TraceEvents(TRACE_LEVEL_ERROR, TRACE_DRIVER, "no socket %!STATUS!", status);
    }
    return status;
}

NTSTATUS
NetFanEvtReleaseHardware(
    _In_ WDFDEVICE Device,
    _In_ WDFCMRESLIST ResourcesTranslated
    )
{
    UNREFERENCED_PARAMETER(ResourcesTranslated);
    NetFanDestroySocket(NetFanGetContext(Device));
    return STATUS_SUCCESS;
}

VOID
NetFanEvtIoDeviceControl(
    _In_ WDFQUEUE Queue,
    _In_ WDFREQUEST Request,
    _In_ size_t OutputBufferLength,
    _In_ size_t InputBufferLength,
    _In_ ULONG IoControlCode
    )
{
    PDEVICE_CONTEXT ctx = NetFanGetContext(WdfIoQueueGetDevice(Queue));
    PULONG speed;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(OutputBufferLength);
    UNREFERENCED_PARAMETER(InputBufferLength);
    UNREFERENCED_PARAMETER(IoControlCode);

    status = WdfRequestRetrieveInputBuffer(Request, sizeof(*speed), (PVOID *)&speed, NULL);
    if (NT_SUCCESS(status)) {
        WdfWaitLockAcquire(ctx->Lock, NULL);
        ctx->Speed = *speed;
        WdfWaitLockRelease(ctx->Lock);
    }
    WdfRequestComplete(Request, status);
}

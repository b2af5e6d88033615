// KMDF device: registration in the device context, made in PrepareHardware, captured by a work item, ended in ReleaseHardware.
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

typedef struct _NETDEV_CONTEXT {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI ProviderNpi;
    WDFWORKITEM CaptureItem;
    BOOLEAN Registered;
    BOOLEAN Captured;
} NETDEV_CONTEXT, *PNETDEV_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(NETDEV_CONTEXT, NetDevGetContext)

const WSK_CLIENT_DISPATCH NetDevClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

DRIVER_INITIALIZE DriverEntry;
EVT_WDF_DRIVER_DEVICE_ADD NetDevEvtDeviceAdd;
EVT_WDF_DEVICE_PREPARE_HARDWARE NetDevEvtPrepareHardware;
EVT_WDF_DEVICE_RELEASE_HARDWARE NetDevEvtReleaseHardware;
EVT_WDF_WORKITEM NetDevEvtCaptureWorkItem;

NTSTATUS
DriverEntry(
    _In_ PDRIVER_OBJECT DriverObject,
    _In_ PUNICODE_STRING RegistryPath
    )
{
    WDF_DRIVER_CONFIG config;

    WDF_DRIVER_CONFIG_INIT(&config, NetDevEvtDeviceAdd);
    return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, WDF_NO_HANDLE);
}

NTSTATUS
NetDevEvtDeviceAdd(
    _In_ WDFDRIVER Driver,
    _Inout_ PWDFDEVICE_INIT DeviceInit
    )
{
    NTSTATUS status;
    WDFDEVICE device;
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_WORKITEM_CONFIG workItemConfig;
    WDF_PNPPOWER_EVENT_CALLBACKS pnpCallbacks;

    UNREFERENCED_PARAMETER(Driver);

    WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&pnpCallbacks);
    pnpCallbacks.EvtDevicePrepareHardware = NetDevEvtPrepareHardware;
    pnpCallbacks.EvtDeviceReleaseHardware = NetDevEvtReleaseHardware;
    WdfDeviceInitSetPnpPowerEventCallbacks(DeviceInit, &pnpCallbacks);

    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, NETDEV_CONTEXT);
    status = WdfDeviceCreate(&DeviceInit, &attributes, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    WDF_WORKITEM_CONFIG_INIT(&workItemConfig, NetDevEvtCaptureWorkItem);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = device;
    return WdfWorkItemCreate(&workItemConfig, &attributes, &NetDevGetContext(device)->CaptureItem);
}

NTSTATUS
NetDevEvtPrepareHardware(
    _In_ WDFDEVICE Device,
    _In_ WDFCMRESLIST ResourcesRaw,
    _In_ WDFCMRESLIST ResourcesTranslated
    )
{
    PNETDEV_CONTEXT context = NetDevGetContext(Device);
    WSK_CLIENT_NPI clientNpi;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(ResourcesRaw);
    UNREFERENCED_PARAMETER(ResourcesTranslated);

    clientNpi.ClientContext = context;
    clientNpi.Dispatch = &NetDevClientDispatch;

    status = WskRegister(&clientNpi, &context->Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    context->Registered = TRUE;

    WdfWorkItemEnqueue(context->CaptureItem);
    return STATUS_SUCCESS;
}

VOID
NetDevEvtCaptureWorkItem(
    _In_ WDFWORKITEM WorkItem
    )
{
    PNETDEV_CONTEXT context = NetDevGetContext(WdfWorkItemGetParentObject(WorkItem));
    NTSTATUS status;

    status = WskCaptureProviderNPI(&context->Registration, WSK_INFINITE_WAIT, &context->ProviderNpi);
    if (!NT_SUCCESS(status)) {
        DbgPrint("netdev: capture failed 0x%08lx\n", status);
        return;
    }
    context->Captured = TRUE;
}

NTSTATUS
NetDevEvtReleaseHardware(
    _In_ WDFDEVICE Device,
    _In_ WDFCMRESLIST ResourcesTranslated
    )
{
    PNETDEV_CONTEXT context = NetDevGetContext(Device);

    UNREFERENCED_PARAMETER(ResourcesTranslated);

    WdfWorkItemFlush(context->CaptureItem);

    if (context->Captured) {
        WskReleaseProviderNPI(&context->Registration);
        context->Captured = FALSE;
    }
    if (context->Registered) {
        WskDeregister(&context->Registration);
        context->Registered = FALSE;
    }
    return STATUS_SUCCESS;
}

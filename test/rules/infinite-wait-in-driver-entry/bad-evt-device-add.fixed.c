// EvtDriverDeviceAdd holds up the start of the device for as long as the network stack takes.
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

typedef struct _DEVCTX {
    WSK_PROVIDER_NPI Npi;
    BOOLEAN Captured;
} DEVCTX, *PDEVCTX;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DEVCTX, GetDevCtx)

extern WSK_REGISTRATION SharedRegistration;

DRIVER_INITIALIZE DriverEntry;
EVT_WDF_DRIVER_DEVICE_ADD EvtDeviceAdd;
EVT_WDF_OBJECT_CONTEXT_CLEANUP EvtDeviceCleanup;

VOID EvtDeviceCleanup(WDFOBJECT Object)
{
    PDEVCTX ctx = GetDevCtx(Object);

    if (ctx->Captured) {
        ctx->Captured = FALSE;
        WskReleaseProviderNPI(&SharedRegistration);
    }
}

NTSTATUS EvtDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT DeviceInit)
{
    NTSTATUS status;
    WDFDEVICE device;
    WDF_OBJECT_ATTRIBUTES attributes;
    PDEVCTX ctx;

    UNREFERENCED_PARAMETER(Driver);

    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, DEVCTX);
    attributes.EvtCleanupCallback = EvtDeviceCleanup;
    status = WdfDeviceCreate(&DeviceInit, &attributes, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    ctx = GetDevCtx(device);
    status = WskCaptureProviderNPI(&SharedRegistration, WSK_NO_WAIT, &ctx->Npi);
    if (NT_SUCCESS(status)) {
        ctx->Captured = TRUE;
    }
    return status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;

    WDF_DRIVER_CONFIG_INIT(&config, EvtDeviceAdd);
    return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, WDF_NO_HANDLE);
}

// The context is zeroed: what the clean-up callback of a device that could not be added finds in it is not set.
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

typedef struct _DEVICE_CONTEXT {
    WSK_REGISTRATION Registration;
    BOOLEAN Registered;
} DEVICE_CONTEXT, *PDEVICE_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DEVICE_CONTEXT, GetDeviceContext)

DRIVER_INITIALIZE DriverEntry;
EVT_WDF_DRIVER_DEVICE_ADD OnDeviceAdd;
EVT_WDF_OBJECT_CONTEXT_CLEANUP OnDeviceCleanup;

static const WSK_CLIENT_DISPATCH Table = { MAKE_WSK_VERSION(1, 0), 0, NULL };

VOID OnDeviceCleanup(WDFOBJECT Object)
{
    PDEVICE_CONTEXT context = GetDeviceContext(Object);

    if (context->Registered) {
        WskDeregister(&context->Registration);
    }
}

NTSTATUS OnDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT DeviceInit)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WSK_CLIENT_NPI client = { NULL, &Table };
    PDEVICE_CONTEXT context;
    WDFDEVICE device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Driver);

    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, DEVICE_CONTEXT);
    attributes.EvtCleanupCallback = OnDeviceCleanup;
    status = WdfDeviceCreate(&DeviceInit, &attributes, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    context = GetDeviceContext(device);
    status = WskRegister(&client, &context->Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    context->Registered = TRUE;
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;

    WDF_DRIVER_CONFIG_INIT(&config, OnDeviceAdd);
    return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, WDF_NO_HANDLE);
}

// A framework driver gives no EvtDriverUnload and no clean-up callback.
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH g_WskDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION g_WskRegistration;

EVT_WDF_DRIVER_DEVICE_ADD CamEvtDeviceAdd;

NTSTATUS
CamEvtDeviceAdd(
    WDFDRIVER Driver,
    PWDFDEVICE_INIT DeviceInit
    )
{
    WDFDEVICE device;

    UNREFERENCED_PARAMETER(Driver);
    return WdfDeviceCreate(&DeviceInit, WDF_NO_OBJECT_ATTRIBUTES, &device);
}

static VOID
EvtDriverUnload(WDFDRIVER Driver)
{
    WskDeregister(&g_WskRegistration);
}

NTSTATUS
DriverEntry(
    _In_ PDRIVER_OBJECT DriverObject,
    _In_ PUNICODE_STRING RegistryPath
    )
{
    WDF_DRIVER_CONFIG config;
    WSK_CLIENT_NPI client = { NULL, &g_WskDispatch };
    NTSTATUS status;

    WDF_DRIVER_CONFIG_INIT(&config, CamEvtDeviceAdd);
    config.EvtDriverUnload = EvtDriverUnload;
    status = WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, WDF_NO_HANDLE);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    return WskRegister(&client, &g_WskRegistration);
}

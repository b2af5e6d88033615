// A plug-and-play driver, which the system unloads with its last device, sets AddDevice and no unload routine.
#include <ntddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE MuxAddDevice;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION MuxRegistration;
static WSK_PROVIDER_NPI MuxProvider;

NTSTATUS MuxAddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    NTSTATUS status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);

    if (NT_SUCCESS(status))
        IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
    return status;
}

DRIVER_UNLOAD DriverUnload;

VOID DriverUnload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    WskReleaseProviderNPI(&MuxRegistration);
    WskDeregister(&MuxRegistration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    client.ClientContext = NULL;
    client.Dispatch = &Dispatch;
    status = WskRegister(&client, &MuxRegistration);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = WskCaptureProviderNPI(&MuxRegistration, WSK_NO_WAIT, &MuxProvider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&MuxRegistration);
        return status;
    }

    Driver->DriverExtension->AddDevice = MuxAddDevice;
    Driver->DriverUnload = DriverUnload;
    return STATUS_SUCCESS;
}

// The block lies in the device extension, and Unload finds it by the device.
#include <ntddk.h>
#include <wsk.h>

typedef struct _EXTENSION {
    WSK_REGISTRATION Registration;
    LONG Users;
} EXTENSION, *PEXTENSION;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
    PDEVICE_OBJECT device = DriverObject->DeviceObject;
    PEXTENSION extension = (PEXTENSION)device->DeviceExtension;

    WskDeregister(&extension->Registration);
    IoDeleteDevice(device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    PDEVICE_OBJECT device;
    PEXTENSION extension;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = Unload;

    status = IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status))
        return status;

    extension = device->DeviceExtension;
    status = WskRegister(&client, &extension->Registration);
    if (!NT_SUCCESS(status))
        IoDeleteDevice(device);
    return status;
}

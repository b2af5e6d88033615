// The extension is deregistered before its device object is deleted, also where AddDevice fails.
#include <ntddk.h>
#include <wsk.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Lower;
    WSK_REGISTRATION Registration;
} EXTENSION, *PEXTENSION;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

DRIVER_ADD_DEVICE AddDevice;

NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    PDEVICE_OBJECT device;
    PEXTENSION extension;
    NTSTATUS status;

    status = IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status))
        return status;

    extension = (PEXTENSION)device->DeviceExtension;
    status = WskRegister(&client, &extension->Registration);
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(device);
        return status;
    }

    extension->Lower = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
    if (extension->Lower == NULL) {
        WskDeregister(&extension->Registration);
        IoDeleteDevice(device);
        return STATUS_NO_SUCH_DEVICE;
    }
    return STATUS_SUCCESS;
}

VOID RemoveDevice(PDEVICE_OBJECT DeviceObject)
{
    PEXTENSION extension = (PEXTENSION)DeviceObject->DeviceExtension;

    WskDeregister(&extension->Registration);
    IoDetachDevice(extension->Lower);
    IoDeleteDevice(DeviceObject);
}

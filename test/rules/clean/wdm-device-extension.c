// WDM function driver: AddDevice prepares, IRP_MN_START_DEVICE registers, IRP_MN_REMOVE_DEVICE ends it.
#include <ntddk.h>
#include <wsk.h>

typedef struct _DEVICE_EXTENSION {
    PDEVICE_OBJECT Self;
    PDEVICE_OBJECT Lower;
    WSK_REGISTRATION WskRegistration;
    WSK_PROVIDER_NPI WskProvider;
    BOOLEAN Started;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD LampUnload;
DRIVER_ADD_DEVICE LampAddDevice;
DRIVER_DISPATCH LampDispatchPnp;

CONST WSK_CLIENT_DISPATCH LampWskDispatch = {
    MAKE_WSK_VERSION(1, 0),
    0,
    NULL
};

static NTSTATUS LampStartNetwork(IN PDEVICE_EXTENSION Extension)
{
    WSK_CLIENT_NPI clientNpi;
    NTSTATUS status;

    if (Extension->Started) {
        return STATUS_SUCCESS;
    }

    clientNpi.ClientContext = Extension;
    clientNpi.Dispatch = &LampWskDispatch;

    status = WskRegister(&clientNpi, &Extension->WskRegistration);
    if (status != STATUS_SUCCESS) {
        return status;
    }

    status = WskCaptureProviderNPI(&Extension->WskRegistration, WSK_NO_WAIT, &Extension->WskProvider);
    if (status != STATUS_SUCCESS) {
        WskDeregister(&Extension->WskRegistration);
        return status;
    }

    Extension->Started = TRUE;
    return STATUS_SUCCESS;
}

static VOID LampStopNetwork(IN PDEVICE_EXTENSION Extension)
{
    if (Extension->Started) {
        WskReleaseProviderNPI(&Extension->WskRegistration);
        WskDeregister(&Extension->WskRegistration);
        Extension->Started = FALSE;
    }
}

NTSTATUS LampDispatchPnp(IN PDEVICE_OBJECT DeviceObject, IN PIRP Irp)
{
    PDEVICE_EXTENSION extension = (PDEVICE_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;

    switch (stack->MinorFunction) {
    case IRP_MN_START_DEVICE:
        status = LampStartNetwork(extension);
        Irp->IoStatus.Status = status;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;

    case IRP_MN_SURPRISE_REMOVAL:
        LampStopNetwork(extension);
        Irp->IoStatus.Status = STATUS_SUCCESS;
        break;

    case IRP_MN_REMOVE_DEVICE:
        LampStopNetwork(extension);
        Irp->IoStatus.Status = STATUS_SUCCESS;
        IoSkipCurrentIrpStackLocation(Irp);
        status = IoCallDriver(extension->Lower, Irp);
        IoDetachDevice(extension->Lower);
        IoDeleteDevice(DeviceObject);
        return status;

    default:
        break;
    }

    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(extension->Lower, Irp);
}

NTSTATUS LampAddDevice(IN PDRIVER_OBJECT DriverObject, IN PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT deviceObject;
    PDEVICE_EXTENSION extension;
    NTSTATUS status;

    status = IoCreateDevice(
        DriverObject, sizeof(DEVICE_EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &deviceObject);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    extension = (PDEVICE_EXTENSION)deviceObject->DeviceExtension;
    RtlZeroMemory(extension, sizeof(*extension));
    extension->Self = deviceObject;
    extension->Lower = IoAttachDeviceToDeviceStack(deviceObject, PhysicalDeviceObject);
    if (extension->Lower == NULL) {
        IoDeleteDevice(deviceObject);
        return STATUS_NO_SUCH_DEVICE;
    }

    deviceObject->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

VOID LampUnload(IN PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(IN PDRIVER_OBJECT DriverObject, IN PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);

    DriverObject->DriverUnload = LampUnload;
    DriverObject->DriverExtension->AddDevice = LampAddDevice;
    DriverObject->MajorFunction[IRP_MJ_PNP] = LampDispatchPnp;
    return STATUS_SUCCESS;
}

// The unload routine deletes the device, and nothing deregisters.
#include <ntddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD TapUnload;

static const WSK_CLIENT_DISPATCH TapDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION TapRegistration;
static PDEVICE_OBJECT TapDevice;

static VOID TapUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);

    WskDeregister(&TapRegistration);
    KdPrint(("tap: unload\n"));
    IoDeleteDevice(TapDevice);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &TapDispatch };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    status = WskRegister(&client, &TapRegistration);
    if (!NT_SUCCESS(status))
        return status;

    status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &TapDevice);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&TapRegistration);
        return status;
    }

    DriverObject->DriverUnload = TapUnload;
    return STATUS_SUCCESS;
}

// DriverEntry calls its unload routine on every failure, also when the registration is what failed.
#include <ntddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD DrvUnload;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static PDEVICE_OBJECT Device;

VOID DrvUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);

    IoDeleteDevice(Device);
    WskDeregister(&Registration); // want: deregister-without-register #a
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };

    UNREFERENCED_PARAMETER(RegistryPath);

    status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
    if (!NT_SUCCESS(status))
        return status;

    status = WskRegister(&npi, &Registration);
    if (!NT_SUCCESS(status)) {
        DrvUnload(DriverObject); // want: deregister-without-register #a
        return status;
    }

    DriverObject->DriverUnload = DrvUnload;
    return STATUS_SUCCESS;
}

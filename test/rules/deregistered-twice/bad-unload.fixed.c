// Unload calls the clean-up routine and then deregisters itself.
#include <ntddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD OnUnload;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static PDEVICE_OBJECT Device;

static VOID Cleanup(VOID)
{
    IoDeleteDevice(Device);
    WskDeregister(&Registration);
}

VOID OnUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    Cleanup();
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
        IoDeleteDevice(Device);
        return status;
    }

    DriverObject->DriverUnload = OnUnload;
    return STATUS_SUCCESS;
}

// The shared clean-up routine asks a static flag, so the failed registration may call it.
#include <ntddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD OnUnload;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static BOOLEAN Registered = FALSE;
static PDEVICE_OBJECT Device;

static VOID Cleanup(VOID)
{
    if (Registered) {
        WskDeregister(&Registration);
        Registered = FALSE;
    }
    if (Device != NULL) {
        IoDeleteDevice(Device);
        Device = NULL;
    }
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
        goto fail;

    status = WskRegister(&npi, &Registration);
    if (!NT_SUCCESS(status))
        goto fail;
    Registered = TRUE;

    DriverObject->DriverUnload = OnUnload;
    return STATUS_SUCCESS;

fail:
    Cleanup();
    return status;
}

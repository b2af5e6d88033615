// The unload routine is written, but the driver object is not told of it.
#include <ntddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD NetUnload;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS
DriverEntry(
    PDRIVER_OBJECT DriverObject,
    PUNICODE_STRING RegistryPath
    )
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    DriverObject->DriverUnload = NetUnload;
    return STATUS_SUCCESS;
}

VOID
NetUnload(
    PDRIVER_OBJECT DriverObject
    )
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(&Registration);
}

// DriverEntry registers and never says how the driver is unloaded.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

static VOID DriverUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(&Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        DbgPrint("no network: %x\n", status);
    }

    DriverObject->DriverUnload = DriverUnload;
    return status;
}

// A step of the clean-up fails, and the unload routine jumps over the deregistration.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static UNICODE_STRING LinkName = RTL_CONSTANT_STRING(L"\\DosDevices\\Ladder");

static VOID LadderUnload(PDRIVER_OBJECT DriverObject)
{
    NTSTATUS status = IoDeleteSymbolicLink(&LinkName);

    if (!NT_SUCCESS(status)) {
        DbgPrint("ladder: %x\n", status);
        goto Exit;
    }

    WskDeregister(&Registration);

Exit:
    IoDeleteDevice(DriverObject->DeviceObject);
    return; // want: registration-never-deregistered
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status = WskRegister(&client, &Registration);

    UNREFERENCED_PARAMETER(RegistryPath);

    if (NT_SUCCESS(status)) {
        DriverObject->DriverUnload = LadderUnload;
    }
    return status;
}

// The comment above DriverEntry is about DriverEntry.
#include <ntddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration; // the only one

DRIVER_UNLOAD DriverUnload;

VOID DriverUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(&Registration);
}

/*
 * Registers with WSK, and nothing else.
 */
// Called at PASSIVE_LEVEL.
_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };

    UNREFERENCED_PARAMETER(RegistryPath);

    DriverObject->DriverUnload = DriverUnload;
    return WskRegister(&client, &Registration);
}

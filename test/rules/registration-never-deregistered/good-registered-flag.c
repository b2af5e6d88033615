// The driver does without the network when it cannot register, and notes down whether it could.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static BOOLEAN HasNetwork;

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    if (HasNetwork) {
        WskDeregister(&Registration);
    }
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };

    UNREFERENCED_PARAMETER(RegistryPath);
    HasNetwork = NT_SUCCESS(WskRegister(&client, &Registration));
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}

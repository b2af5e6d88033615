// The driver goes on without the network when it cannot register: where to deregister is for its author to say.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static BOOLEAN HasNetwork;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };

    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);

    HasNetwork = NT_SUCCESS(WskRegister(&client, &Registration)); // want: no-unload-routine
    return STATUS_SUCCESS;
}

// A port library is given the driver object, and sets its routines.
#include <ntddk.h>
#include <wsk.h>

NTSTATUS PortLibraryInitialize(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath);

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status = PortLibraryInitialize(DriverObject, RegistryPath);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    return WskRegister(&client, &Registration);
}

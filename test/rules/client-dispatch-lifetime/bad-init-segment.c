// The table is placed in the INIT segment, which is discarded when DriverEntry has returned.
#include <ntddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD ClkUnload;

#pragma data_seg("INIT")
static WSK_CLIENT_DISPATCH ClkDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
#pragma data_seg()

static WSK_REGISTRATION ClkRegistration;

VOID ClkUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(&ClkRegistration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI npi = { NULL, &ClkDispatch };
    NTSTATUS status = WskRegister(&npi, &ClkRegistration); // want: client-dispatch-lifetime

    UNREFERENCED_PARAMETER(RegistryPath);

    if (NT_SUCCESS(status)) {
        DriverObject->DriverUnload = ClkUnload;
    }
    return status;
}

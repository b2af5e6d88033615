// The result is thrown away: DriverEntry goes on as if it were registered.
#include <ntddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD NpUnload;

static const WSK_CLIENT_DISPATCH NpDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION NpRegistration;

VOID NpUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(&NpRegistration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI npi;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    npi.ClientContext = NULL;
    npi.Dispatch = &NpDispatch;
    status = WskRegister(&npi, &NpRegistration);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    DriverObject->DriverUnload = NpUnload;
    return STATUS_SUCCESS;
}

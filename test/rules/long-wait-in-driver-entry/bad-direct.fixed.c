// Five minutes in DriverEntry.
#include <ntddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD OnUnload;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

VOID OnUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };

    UNREFERENCED_PARAMETER(RegistryPath);

    status = WskRegister(&npi, &Registration);
    if (!NT_SUCCESS(status))
        return status;

    status = WskCaptureProviderNPI(&Registration, 1000, &Provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
        return status;
    }

    DriverObject->DriverUnload = OnUnload;
    return STATUS_SUCCESS;
}

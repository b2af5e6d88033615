// The NPI is captured for good: the file deregisters in Unload but has no release anywhere.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH NbDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION NbRegistration;
static WSK_PROVIDER_NPI NbProvider;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD NbUnload;

VOID NbUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskReleaseProviderNPI(&NbRegistration);
    WskDeregister(&NbRegistration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi = { NULL, &NbDispatch };

    UNREFERENCED_PARAMETER(RegistryPath);

    status = WskRegister(&npi, &NbRegistration);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = WskCaptureProviderNPI(&NbRegistration, 200, &NbProvider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&NbRegistration);
        return status;
    }

    DriverObject->DriverUnload = NbUnload;
    return STATUS_SUCCESS;
}

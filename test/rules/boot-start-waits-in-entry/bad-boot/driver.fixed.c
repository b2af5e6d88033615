#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status;

    DriverObject->DriverUnload = Unload;
    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
    }
    return status;
}

// Unload calls a helper, which deregisters.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

static VOID StopNetwork(VOID)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

static NTSTATUS StartNetwork(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status = WskRegister(&client, &Registration);

    if (NT_SUCCESS(status)) {
        status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
        if (!NT_SUCCESS(status)) {
            WskDeregister(&Registration);
        }
    }
    return status;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
    StopNetwork();
    IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = Unload;
    return StartNetwork();
}

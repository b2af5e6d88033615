// DriverEntry chooses the time-out, a helper passes it on: no fix in the helper.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

NTSTATUS NetUp(ULONG Timeout)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    NTSTATUS status = WskRegister(&npi, &Registration);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = WskCaptureProviderNPI(&Registration, Timeout, &Provider); // want: long-wait-in-driver-entry
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
    }
    return status;
}

VOID NetDown(VOID)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

static VOID NetUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NetDown();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = NetUnload;
    return NetUp(10000);
}

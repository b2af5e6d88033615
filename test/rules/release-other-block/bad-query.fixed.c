// A query captures for a moment and releases through a block that nothing registers.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_REGISTRATION QueryRegistration;

USHORT QueryVersion(VOID)
{
    WSK_PROVIDER_NPI npi;
    USHORT version = 0;

    if (NT_SUCCESS(WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &npi))) {
        version = npi.Dispatch->Version;
        WskReleaseProviderNPI(&Registration);
    }
    return version;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(&Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = Unload;
    return WskRegister(&client, &Registration);
}

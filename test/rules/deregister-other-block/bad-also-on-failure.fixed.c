// The clean-up behind the failing capture names the wrong block as well: one mistake, one fix.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION ClientRegistration;
static WSK_REGISTRATION ServerRegistration;
static WSK_PROVIDER_NPI Provider;

static NTSTATUS Start(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status = WskRegister(&client, &ClientRegistration);

    if (!NT_SUCCESS(status))
        return status;

    status = WskCaptureProviderNPI(&ClientRegistration, WSK_NO_WAIT, &Provider);
    if (!NT_SUCCESS(status))
        WskDeregister(&ClientRegistration);
    return status;
}

static VOID Stop(VOID)
{
    WskReleaseProviderNPI(&ClientRegistration);
    WskDeregister(&ClientRegistration);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    Stop();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = Unload;
    return Start();
}

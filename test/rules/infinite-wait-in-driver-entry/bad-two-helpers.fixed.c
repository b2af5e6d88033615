// The wait is two calls away, behind a constant of the driver's own.
#include <ntddk.h>
#include <wsk.h>

#define NET_TIMEOUT WSK_INFINITE_WAIT

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD NetUnload;

static const WSK_CLIENT_DISPATCH NetDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION NetRegistration;
static WSK_PROVIDER_NPI NetProvider;

static NTSTATUS NetCapture(VOID)
{
    return WskCaptureProviderNPI(&NetRegistration, WSK_NO_WAIT, &NetProvider);
}

static NTSTATUS NetInit(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &NetDispatch };
    NTSTATUS status = WskRegister(&npi, &NetRegistration);

    if (!NT_SUCCESS(status))
        return status;

    status = NetCapture();
    if (!NT_SUCCESS(status))
        WskDeregister(&NetRegistration);
    return status;
}

static VOID NetUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskReleaseProviderNPI(&NetRegistration);
    WskDeregister(&NetRegistration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    status = NetInit();
    if (!NT_SUCCESS(status))
        return status;

    DriverObject->DriverUnload = NetUnload;
    return STATUS_SUCCESS;
}

// The NPI is global, the registration is made elsewhere: a failing start keeps the capture.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION g_Registration;
static WSK_PROVIDER_NPI g_Provider;
static PIRP g_Irp;

NTSTATUS ClientLoad(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &g_Dispatch };
    return WskRegister(&npi, &g_Registration);
}

NTSTATUS ClientStart(VOID)
{
    NTSTATUS status = WskCaptureProviderNPI(&g_Registration, WSK_INFINITE_WAIT, &g_Provider);

    if (!NT_SUCCESS(status))
        return status;

    g_Irp = IoAllocateIrp(1, FALSE);
    if (!g_Irp) {
        WskReleaseProviderNPI(&g_Registration);
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    return STATUS_SUCCESS;
}

VOID ClientStop(VOID)
{
    IoFreeIrp(g_Irp);
    WskReleaseProviderNPI(&g_Registration);
}

VOID ClientUnload(VOID)
{
    WskDeregister(&g_Registration);
}

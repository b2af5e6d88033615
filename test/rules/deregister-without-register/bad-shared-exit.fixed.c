// The failing branch of WskRegister itself jumps to the label that deregisters.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION g_Registration;
static PIRP g_Irp;

NTSTATUS
UdpInit(
    VOID
    )
{
    BOOLEAN wskRegistered = FALSE;
    NTSTATUS status;
    WSK_CLIENT_NPI npi;

    npi.ClientContext = NULL;
    npi.Dispatch = &g_Dispatch;

    status = WskRegister(&npi, &g_Registration);
    wskRegistered = NT_SUCCESS(status);
    if (!NT_SUCCESS(status)) {
        goto done;
    }

    g_Irp = IoAllocateIrp(1, FALSE);
    if (g_Irp == NULL) {
        status = STATUS_INSUFFICIENT_RESOURCES;
        goto done;
    }

    return STATUS_SUCCESS;

done:
    if (wskRegistered) {
        WskDeregister(&g_Registration);
    }
    return status;
}

VOID
UdpExit(
    VOID
    )
{
    IoFreeIrp(g_Irp);
    WskDeregister(&g_Registration);
}

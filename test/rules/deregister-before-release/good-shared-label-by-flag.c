// One label reached with and without the NPI, told apart by a BOOLEAN.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH ShareDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION ShareRegistration;
static WSK_PROVIDER_NPI ShareProvider;
static PIRP ShareIrp;

NTSTATUS ShareInit(VOID)
{
    WSK_CLIENT_NPI npi;
    NTSTATUS status;
    BOOLEAN captured = FALSE;

    npi.ClientContext = NULL;
    npi.Dispatch = &ShareDispatch;

    status = WskRegister(&npi, &ShareRegistration);
    if (!NT_SUCCESS(status))
        return status;

    status = WskCaptureProviderNPI(&ShareRegistration, WSK_INFINITE_WAIT, &ShareProvider);
    if (!NT_SUCCESS(status))
        goto Error;
    captured = TRUE;

    ShareIrp = IoAllocateIrp(1, FALSE);
    if (ShareIrp == NULL) {
        status = STATUS_INSUFFICIENT_RESOURCES;
        goto Error;
    }

    return STATUS_SUCCESS;

Error:
    if (captured)
        WskReleaseProviderNPI(&ShareRegistration);
    WskDeregister(&ShareRegistration);
    return status;
}

VOID ShareExit(VOID)
{
    IoFreeIrp(ShareIrp);
    WskReleaseProviderNPI(&ShareRegistration);
    WskDeregister(&ShareRegistration);
}

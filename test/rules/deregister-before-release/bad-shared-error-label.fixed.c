// One error label for all failures after the registration: right while nothing is captured, a deadlock afterwards.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH ShareDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION ShareRegistration;
static WSK_PROVIDER_NPI ShareProvider;
static PVOID ShareTable;
static PIRP ShareIrp;

NTSTATUS ShareInit(VOID)
{
    WSK_CLIENT_NPI npi;
    NTSTATUS status;

    npi.ClientContext = NULL;
    npi.Dispatch = &ShareDispatch;

    status = WskRegister(&npi, &ShareRegistration);
    if (!NT_SUCCESS(status))
        return status;

    ShareTable = ExAllocatePool2(POOL_FLAG_NON_PAGED, 1024, 'rahS');
    if (ShareTable == NULL) {
        status = STATUS_INSUFFICIENT_RESOURCES;
        goto Error;
    }

    status = WskCaptureProviderNPI(&ShareRegistration, WSK_INFINITE_WAIT, &ShareProvider);
    if (!NT_SUCCESS(status))
        goto Error;

    ShareIrp = IoAllocateIrp(1, FALSE);
    if (ShareIrp == NULL) {
        status = STATUS_INSUFFICIENT_RESOURCES;
        WskReleaseProviderNPI(&ShareRegistration);
        goto Error;
    }

    return STATUS_SUCCESS;

Error:
    if (ShareTable != NULL) {
        ExFreePoolWithTag(ShareTable, 'rahS');
        ShareTable = NULL;
    }
    WskDeregister(&ShareRegistration);
    return status;
}

VOID ShareExit(VOID)
{
    IoFreeIrp(ShareIrp);
    ExFreePoolWithTag(ShareTable, 'rahS');
    WskReleaseProviderNPI(&ShareRegistration);
    WskDeregister(&ShareRegistration);
}

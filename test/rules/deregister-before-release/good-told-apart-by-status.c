// The clean-up is told apart by the status of the capture itself, kept in a variable of its own.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH TimeDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION TimeRegistration;

NTSTATUS TimeQuery(PULONG Version)
{
    NTSTATUS status, captureStatus = STATUS_UNSUCCESSFUL;
    WSK_CLIENT_NPI client = { NULL, &TimeDispatch };
    WSK_PROVIDER_NPI provider;
    PIRP irp = NULL;

    status = WskRegister(&client, &TimeRegistration);
    if (!NT_SUCCESS(status))
        return status;

    captureStatus = WskCaptureProviderNPI(&TimeRegistration, WSK_INFINITE_WAIT, &provider);
    if (!NT_SUCCESS(captureStatus)) {
        status = captureStatus;
        goto cleanup;
    }

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) {
        status = STATUS_INSUFFICIENT_RESOURCES;
        goto cleanup;
    }

    *Version = provider.Dispatch->Version;

cleanup:
    if (irp)
        IoFreeIrp(irp);
    if (NT_SUCCESS(captureStatus))
        WskReleaseProviderNPI(&TimeRegistration);
    WskDeregister(&TimeRegistration);
    return status;
}

// A label for each step; "Failed" without a capture is not the same as with one.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH BrgDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION BrgRegistration;
static WSK_PROVIDER_NPI BrgProvider;
static PIRP BrgIrp;

NTSTATUS BrgInit(VOID)
{
    NTSTATUS Status;
    WSK_CLIENT_NPI Client;

    Client.ClientContext = NULL;
    Client.Dispatch = &BrgDispatch;

    Status = WskRegister(&Client, &BrgRegistration);
    if (!NT_SUCCESS(Status))
        return Status;

    Status = WskCaptureProviderNPI(&BrgRegistration, WSK_INFINITE_WAIT, &BrgProvider);
    if (!NT_SUCCESS(Status))
        goto NotCaptured;

    BrgIrp = IoAllocateIrp(1, FALSE);
    if (BrgIrp != NULL)
        return STATUS_SUCCESS;

    Status = STATUS_INSUFFICIENT_RESOURCES;
    WskReleaseProviderNPI(&BrgRegistration);

NotCaptured:
    WskDeregister(&BrgRegistration);
    return Status;
}

VOID BrgExit(VOID)
{
    IoFreeIrp(BrgIrp);
    WskReleaseProviderNPI(&BrgRegistration);
    WskDeregister(&BrgRegistration);
}

// One label for the whole ladder: the failed capture is undone although it never happened.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH BrgDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION BrgRegistration;
static WSK_PROVIDER_NPI BrgProvider;
static PIRP BrgIrp;

NTSTATUS
BrgInit(
    VOID
    )
{
    BOOLEAN WskCaptured = FALSE;
    NTSTATUS Status;
    WSK_CLIENT_NPI Client;

    Client.ClientContext = NULL;
    Client.Dispatch = &BrgDispatch;

    Status = WskRegister(&Client, &BrgRegistration);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }

    Status = WskCaptureProviderNPI(&BrgRegistration, WSK_INFINITE_WAIT, &BrgProvider);
    WskCaptured = NT_SUCCESS(Status);
    if (!NT_SUCCESS(Status)) {
        goto Failed;
    }

    BrgIrp = IoAllocateIrp(1, FALSE);
    if (BrgIrp == NULL) {
        Status = STATUS_INSUFFICIENT_RESOURCES;
        goto Failed;
    }

    return STATUS_SUCCESS;

Failed:
    if (WskCaptured) {
        WskReleaseProviderNPI(&BrgRegistration);
    }
    WskDeregister(&BrgRegistration);
    return Status;
}

VOID
BrgExit(
    VOID
    )
{
    IoFreeIrp(BrgIrp);
    WskReleaseProviderNPI(&BrgRegistration);
    WskDeregister(&BrgRegistration);
}

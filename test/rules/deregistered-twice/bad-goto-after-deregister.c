// Deregistered in place and then once more at the label.
#include <ntddk.h>
#include <wsk.h>

typedef struct _TAP {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
    PVOID Buffer;
} TAP, *PTAP;

static const WSK_CLIENT_DISPATCH TapDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS TapOpen(PTAP Tap)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi = { .Dispatch = &TapDispatch };

    status = WskRegister(&npi, &Tap->Registration);
    if (!NT_SUCCESS(status))
        return status;

    Tap->Buffer = ExAllocatePool2(POOL_FLAG_NON_PAGED, 4096, ' paT');
    if (Tap->Buffer == NULL) {
        status = STATUS_INSUFFICIENT_RESOURCES;
        goto Deregister;
    }

    status = WskCaptureProviderNPI(&Tap->Registration, WSK_INFINITE_WAIT, &Tap->Npi);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(Tap->Buffer, ' paT');
        WskDeregister(&Tap->Registration);
        goto Deregister;
    }

    return STATUS_SUCCESS;

Deregister:
    WskDeregister(&Tap->Registration); // want: deregistered-twice
    return status;
}

VOID TapClose(PTAP Tap)
{
    WskReleaseProviderNPI(&Tap->Registration);
    WskDeregister(&Tap->Registration);
    ExFreePoolWithTag(Tap->Buffer, ' paT');
}

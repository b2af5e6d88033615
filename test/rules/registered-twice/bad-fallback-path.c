// A failed capture "starts over" with the registration still in place.
#include <ntddk.h>
#include <wsk.h>

typedef struct _BR {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
} BR, *PBR;

static const WSK_CLIENT_DISPATCH BrDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS BrAttach(PBR Br)
{
    NTSTATUS status;
    ULONG attempt = 0;
    WSK_CLIENT_NPI npi;

    npi.ClientContext = Br;
    npi.Dispatch = &BrDispatch;

Again:
    status = WskRegister(&npi, &Br->Registration); // want: registered-twice
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = WskCaptureProviderNPI(&Br->Registration, 1000, &Br->Npi);
    if (status == STATUS_DEVICE_NOT_READY && attempt++ < 3) {
        goto Again;
    }

    if (!NT_SUCCESS(status)) {
        WskDeregister(&Br->Registration);
    }
    return status;
}

VOID BrDetach(PBR Br)
{
    WskReleaseProviderNPI(&Br->Registration);
    WskDeregister(&Br->Registration);
}

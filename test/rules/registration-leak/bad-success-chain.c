// The same chain with the test of the wrong flag in its clean-up.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

NTSTATUS ChainInit(SIZE_T Bytes)
{
    NTSTATUS status = STATUS_SUCCESS;
    BOOLEAN captured = FALSE;
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };

    if (Bytes == 0)
        status = STATUS_INVALID_PARAMETER;

    if (NT_SUCCESS(status))
        status = WskRegister(&npi, &Registration);

    if (NT_SUCCESS(status)) {
        status = WskCaptureProviderNPI(&Registration, 100, &Provider);
        captured = NT_SUCCESS(status);
    }

    if (NT_SUCCESS(status) && Bytes > PAGE_SIZE)
        status = STATUS_INVALID_BUFFER_SIZE;

    if (!NT_SUCCESS(status) && captured) {
        WskReleaseProviderNPI(&Registration);
        WskDeregister(&Registration);
    }

    return status; // want: registration-leak
}

VOID ChainExit(VOID)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

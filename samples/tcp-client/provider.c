/* The driver as a client of WSK. */
#include "provider.h"

/* Loading a driver must not take long: Windows waits for it. */
#define CAPTURE_TIMEOUT_MS 1000

/* Both must outlive the registration. */
static const WSK_CLIENT_DISPATCH ClientDispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};
static WSK_REGISTRATION Registration;

WSK_PROVIDER_NPI Provider;

_Use_decl_annotations_
NTSTATUS ProviderOpen(VOID)
{
    WSK_CLIENT_NPI client = {NULL, &ClientDispatch};
    NTSTATUS status;

    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = WskCaptureProviderNPI(&Registration, CAPTURE_TIMEOUT_MS, &Provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
    }
    return status;
}

_Use_decl_annotations_
VOID ProviderClose(VOID)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

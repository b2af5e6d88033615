/* The driver as a client of WSK. */
#include "provider.h"

/* Loading a driver must not take long: Windows waits for it. */
#define CAPTURE_TIMEOUT_MS 1000

/* Must outlive the registration. */
static const WSK_CLIENT_DISPATCH ClientDispatch = {MAKE_WSK_VERSION(1, 0), 0, NULL};

_Use_decl_annotations_
NTSTATUS ProviderOpen(PPROVIDER Provider)
{
    WSK_CLIENT_NPI client = {NULL, &ClientDispatch};
    WSK_EVENT_CALLBACK_CONTROL events = {
        &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT | WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT};
    NTSTATUS status;

    status = WskRegister(&client, &Provider->Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = WskCaptureProviderNPI(&Provider->Registration, CAPTURE_TIMEOUT_MS, &Provider->Npi);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Provider->Registration);
        return status;
    }
    status = Provider->Npi.Dispatch->WskControlClient(
        Provider->Npi.Client, WSK_SET_STATIC_EVENT_CALLBACKS, sizeof(events), &events, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(status)) {
        ProviderClose(Provider);
    }
    return status;
}

_Use_decl_annotations_
VOID ProviderClose(PPROVIDER Provider)
{
    WskReleaseProviderNPI(&Provider->Registration);
    WskDeregister(&Provider->Registration);
}

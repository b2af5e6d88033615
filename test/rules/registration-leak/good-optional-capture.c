// A failed capture is no failure of this function: it stays registered and a worker tries again later.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static volatile BOOLEAN HaveProvider;

NTSTATUS TransportInit(VOID)
{
    NTSTATUS status;
    WSK_CLIENT_NPI client;

    client.ClientContext = NULL;
    client.Dispatch = &Dispatch;

    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
    if (NT_SUCCESS(status)) {
        HaveProvider = TRUE;
    } else {
        DbgPrint("transport: provider not ready, will try again\n");
    }

    return STATUS_SUCCESS;
}

NTSTATUS TransportPoll(VOID)
{
    NTSTATUS status;

    if (HaveProvider) {
        return STATUS_SUCCESS;
    }
    status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
    if (NT_SUCCESS(status)) {
        HaveProvider = TRUE;
    }
    return status;
}

VOID TransportUninit(VOID)
{
    if (HaveProvider) {
        WskReleaseProviderNPI(&Registration);
        HaveProvider = FALSE;
    }
    WskDeregister(&Registration);
}

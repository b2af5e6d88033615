// The status is stored and overwritten by the next call before anyone looks at it.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

NTSTATUS SvcStart(VOID)
{
    NTSTATUS status;
    WSK_CLIENT_NPI client;

    client.ClientContext = NULL;
    client.Dispatch = &Dispatch;

    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
        return status;
    }
    return STATUS_SUCCESS;
}

VOID SvcStop(VOID)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

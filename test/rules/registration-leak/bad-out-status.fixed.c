// The result goes through an out parameter, the function itself returns a pointer.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

PWSK_PROVIDER_NPI OpenProvider(PNTSTATUS Result)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };

    *Result = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(*Result))
        return NULL;

    *Result = WskCaptureProviderNPI(&Registration, 100, &Provider);
    if (!NT_SUCCESS(*Result)) {
        WskDeregister(&Registration);
        return NULL;
    }

    return &Provider;
}

VOID CloseProvider(VOID)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

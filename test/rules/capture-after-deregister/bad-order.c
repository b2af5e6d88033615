// Old-style clean-up that asks the provider once more, too late.
#include <ntddk.h>
#include <wsk.h>

static WSK_CLIENT_DISPATCH wskDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION wskRegistration;

NTSTATUS wsk_start(void)
{
    WSK_CLIENT_NPI client;

    client.ClientContext = NULL;
    client.Dispatch = &wskDispatch;
    return WskRegister(&client, &wskRegistration);
}

void wsk_stop(PWSK_SOCKET socket)
{
    WSK_PROVIDER_NPI npi;

    WskDeregister(&wskRegistration);

    if (NT_SUCCESS(WskCaptureProviderNPI(&wskRegistration, WSK_NO_WAIT, &npi))) // want: capture-after-deregister
    {
        DbgPrint("socket %p, version %x\n", socket, npi.Dispatch->Version);
        WskReleaseProviderNPI(&wskRegistration);
    }
}

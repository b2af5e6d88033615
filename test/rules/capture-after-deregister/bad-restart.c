// Restarting takes down more than it builds up again.
#include <ntddk.h>
#include <wsk.h>

typedef struct _CLIENT {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
} CLIENT, *PCLIENT;

static VOID Down(PCLIENT Client)
{
    WskReleaseProviderNPI(&Client->Registration);
    WskDeregister(&Client->Registration);
}

static NTSTATUS Attach(PCLIENT Client)
{
    return WskCaptureProviderNPI(&Client->Registration, 500, &Client->Provider); // want: capture-after-deregister "Client->Registration"
}

NTSTATUS Restart(PCLIENT Client)
{
    Down(Client);
    return Attach(Client);
}

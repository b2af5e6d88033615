// The network part of the driver: it starts and never stops.
#include "net.h"

static const WSK_CLIENT_DISPATCH NetDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_PROVIDER_NPI NetProvider;

WSK_REGISTRATION NetRegistration;

NTSTATUS NetStart(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &NetDispatch };
    NTSTATUS status = WskRegister(&client, &NetRegistration); // want: registration-never-deregistered

    if (!NT_SUCCESS(status))
        return status;

    status = WskCaptureProviderNPI(&NetRegistration, WSK_NO_WAIT, &NetProvider);
    if (!NT_SUCCESS(status))
        WskDeregister(&NetRegistration);
    return status;
}

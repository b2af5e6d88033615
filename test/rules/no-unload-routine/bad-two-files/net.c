// The network starts from another file, and captures.
#include <ntddk.h>
#include <wsk.h>
#include "net.h"

static const WSK_CLIENT_DISPATCH NetDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
WSK_REGISTRATION NetRegistration;
static WSK_PROVIDER_NPI NetProvider;

NTSTATUS NetStart(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &NetDispatch };
    NTSTATUS status = WskRegister(&client, &NetRegistration); // want: no-unload-routine

    if (NT_SUCCESS(status)) {
        status = WskCaptureProviderNPI(&NetRegistration, WSK_NO_WAIT, &NetProvider);
        if (!NT_SUCCESS(status)) {
            WskDeregister(&NetRegistration);
        }
    }
    return status;
}

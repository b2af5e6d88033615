// The registration is in this file.
#include "net.h"

static const WSK_CLIENT_DISPATCH NetDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION NetRegistration;

NTSTATUS NetStart(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &NetDispatch };

    return WskRegister(&client, &NetRegistration);
}

VOID NetStop(VOID)
{
    WskDeregister(&NetRegistration); // want: socket-closed-after-deregister
}

// The block that all files know.
#include "net.h"

static const WSK_CLIENT_DISPATCH NetDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

WSK_REGISTRATION NetRegistration;

NTSTATUS NetStart(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &NetDispatch };

    return WskRegister(&client, &NetRegistration);
}

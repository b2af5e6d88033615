// A wrapper with both halves, of which the driver uses one.
#include <ntddk.h>
#include <wsk.h>
#include "glue.h"

static const WSK_CLIENT_DISPATCH GlueDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION GlueRegistration;

NTSTATUS GlueInit(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &GlueDispatch };

    return WskRegister(&client, &GlueRegistration); // want: registration-never-deregistered
}

VOID GlueExit(VOID)
{
    WskDeregister(&GlueRegistration);
}

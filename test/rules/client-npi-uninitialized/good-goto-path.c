// Set on every path that reaches the call; the paths without jump past it.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS Start(PVOID Context)
{
    WSK_CLIENT_NPI npi;
    NTSTATUS status = STATUS_INVALID_PARAMETER;

    if (Context == NULL)
        goto exit;

    npi.ClientContext = Context;
    npi.Dispatch = &Dispatch;
    status = WskRegister(&npi, &Registration);

exit:
    return status;
}

VOID Stop(VOID)
{
    WskDeregister(&Registration);
}

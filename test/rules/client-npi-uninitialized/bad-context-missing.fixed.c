// ClientContext is stack garbage.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS Start(VOID)
{
    WSK_CLIENT_NPI npi;

    npi.Dispatch = &Dispatch;
    npi.ClientContext = NULL;
    return WskRegister(&npi, &Registration);
}

VOID Stop(VOID)
{
    WskDeregister(&Registration);
}

// Zeroed first and given its version before the registration.
#include <ntddk.h>
#include <wsk.h>

static WSK_CLIENT_DISPATCH Dispatch;
static WSK_REGISTRATION Registration;

NTSTATUS Start(PFN_WSK_CLIENT_EVENT Event)
{
    WSK_CLIENT_NPI npi;

    RtlZeroMemory(&Dispatch, sizeof(Dispatch));
    Dispatch.Version = MAKE_WSK_VERSION(1, 0);
    Dispatch.WskClientEvent = Event;

    npi.ClientContext = NULL;
    npi.Dispatch = &Dispatch;
    return WskRegister(&npi, &Registration);
}

VOID Stop(VOID)
{
    WskDeregister(&Registration);
}

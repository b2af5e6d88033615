// The members are set, but only after the call.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS Start(VOID)
{
    WSK_CLIENT_NPI Npi;
    NTSTATUS Status;

    Npi.Dispatch = &Dispatch;
    Npi.ClientContext = NULL;
    Status = WskRegister(&Npi, &Registration);
    Npi.ClientContext = NULL;

    return Status;
}

VOID Stop(VOID)
{
    WskDeregister(&Registration);
}

// Each branch sets what the other does.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Quiet = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static const WSK_CLIENT_DISPATCH Loud = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS Start(BOOLEAN Debug)
{
    WSK_CLIENT_NPI npi;

    if (Debug) {
        npi.ClientContext = &Registration;
        npi.Dispatch = &Loud;
    } else {
        npi.Dispatch = &Quiet;
        npi.ClientContext = NULL;
    }
    return WskRegister(&npi, &Registration);
}

VOID Stop(VOID)
{
    WskDeregister(&Registration);
}

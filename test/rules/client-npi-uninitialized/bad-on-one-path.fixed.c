// Dispatch is set in one branch only.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS Start(BOOLEAN Debug)
{
    WSK_CLIENT_NPI npi;
    NTSTATUS status;

    npi.ClientContext = NULL;
    if (Debug) {
        DbgPrint("debug client\n");
        npi.Dispatch = &Dispatch;
    }

    npi.Dispatch = &Dispatch;
    status = WskRegister(&npi, &Registration);
    return status;
}

VOID Stop(VOID)
{
    WskDeregister(&Registration);
}

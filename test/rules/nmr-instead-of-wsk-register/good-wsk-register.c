// WskRegister; the interface id is used to set options.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };

NTSTATUS Start(VOID)
{
    WSK_CLIENT_NPI npi = { &Control, &Dispatch };

    return WskRegister(&npi, &Registration);
}

VOID Stop(VOID)
{
    WskDeregister(&Registration);
}

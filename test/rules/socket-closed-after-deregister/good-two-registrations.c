// The socket belongs to the registration that is still alive.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION QueryRegistration;
static WSK_REGISTRATION ServerRegistration;
static PWSK_SOCKET Listener;

VOID ServerStop(PIRP Irp)
{
    CONST WSK_PROVIDER_LISTEN_DISPATCH *dispatch = Listener->Dispatch;

    WskDeregister(&QueryRegistration);
    dispatch->Basic.WskCloseSocket(Listener, Irp);
    WskDeregister(&ServerRegistration);
}

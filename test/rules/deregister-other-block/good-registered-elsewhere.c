// The other block may be registered in a file that is not there.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
extern WSK_REGISTRATION SharedRegistration;

NTSTATUS Start(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };

    return WskRegister(&client, &Registration);
}

VOID Stop(VOID)
{
    WskDeregister(&SharedRegistration);
}

// The block is a local variable and the function returns registered.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS
SetupNetwork(
    VOID
    )
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    static WSK_REGISTRATION registration;

    return WskRegister(&npi, &registration);
}

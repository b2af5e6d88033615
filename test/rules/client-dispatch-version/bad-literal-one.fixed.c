// 1 is version 0.1, not 1.0.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = {
    MAKE_WSK_VERSION(1, 0),
    0,
    NULL
};
static WSK_REGISTRATION Registration;

NTSTATUS Start(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    return WskRegister(&npi, &Registration);
}

VOID Stop(VOID)
{
    WskDeregister(&Registration);
}

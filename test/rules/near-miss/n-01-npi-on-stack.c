// N-01: the WSK_CLIENT_NPI is a local variable of the registering function.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS Register(PVOID Context)
{
    WSK_CLIENT_NPI npi;

    npi.ClientContext = Context;
    npi.Dispatch = &Dispatch;
    return WskRegister(&npi, &Registration);
}

VOID Deregister(VOID)
{
    WskDeregister(&Registration);
}

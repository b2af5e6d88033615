// MAKE_WSK_VERSION(0, 1) is version 0.1.
#include <ntddk.h>
#include <wsk.h>

static WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION g_Registration;

NTSTATUS Init(VOID)
{
    WSK_CLIENT_NPI npi;

    npi.ClientContext = NULL;
    npi.Dispatch = &g_Dispatch;
    return WskRegister(&npi, &g_Registration);
}

VOID Term(VOID)
{
    WskDeregister(&g_Registration);
}

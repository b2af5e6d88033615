// Static storage begins as zeroes.
#include <ntddk.h>
#include <wsk.h>

static WSK_CLIENT_DISPATCH g_Dispatch;
static WSK_REGISTRATION g_Registration;

NTSTATUS Start(VOID)
{
    static WSK_CLIENT_DISPATCH unused;
    WSK_CLIENT_NPI npi;

    UNREFERENCED_PARAMETER(unused);
    g_Dispatch.Version = MAKE_WSK_VERSION(1, 0);
    npi.ClientContext = NULL;
    npi.Dispatch = &g_Dispatch;
    return WskRegister(&npi, &g_Registration);
}

VOID Stop(VOID)
{
    WskDeregister(&g_Registration);
}

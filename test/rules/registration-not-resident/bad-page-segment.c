// The static block lies in a pageable data segment.
#include <ntddk.h>
#include <wsk.h>

#pragma data_seg("PAGEDATA")
static WSK_REGISTRATION g_Registration = { 0 };
static ULONG g_Options = 1;
#pragma data_seg()

static const WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS Start(VOID)
{
    WSK_CLIENT_NPI npi;

    npi.ClientContext = &g_Options;
    npi.Dispatch = &g_Dispatch;
    return WskRegister(&npi, &g_Registration); // want: registration-not-resident
}

VOID Stop(VOID)
{
    WskDeregister(&g_Registration);
}

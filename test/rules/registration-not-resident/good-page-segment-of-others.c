// Pageable data in the file, but not the block: the segment is reset before it.
#include <ntddk.h>
#include <wsk.h>

#pragma data_seg("PAGEDATA")
static ULONG g_Options = 1;
#pragma data_seg()

static WSK_REGISTRATION g_Registration = { 0 };
static const WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

#pragma code_seg("PAGE")
NTSTATUS Start(VOID)
{
    WSK_CLIENT_NPI npi;

    PAGED_CODE();

    npi.ClientContext = &g_Options;
    npi.Dispatch = &g_Dispatch;
    return WskRegister(&npi, &g_Registration);
}

VOID Stop(VOID)
{
    PAGED_CODE();
    WskDeregister(&g_Registration);
}
#pragma code_seg()

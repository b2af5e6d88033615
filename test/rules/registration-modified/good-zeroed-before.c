// Zeroing the block before the registration, or after its end, is allowed.
#include <ntddk.h>
#include <wsk.h>

typedef struct _LINK {
    WSK_REGISTRATION Registration;
    ULONG Counters[4];
} LINK, *PLINK;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION g_First = { 0 };

NTSTATUS LinkInit(PLINK Link)
{
    WSK_CLIENT_NPI npi = { Link, &Dispatch };

    RtlZeroMemory(Link, sizeof(*Link));
    RtlZeroMemory(&Link->Registration, sizeof(Link->Registration));
    return WskRegister(&npi, &Link->Registration);
}

VOID LinkExit(PLINK Link)
{
    WskDeregister(&Link->Registration);
    RtlZeroMemory(Link, sizeof(*Link));
}

NTSTATUS FirstInit(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };

    memset(&g_First, 0, sizeof(g_First));
    return WskRegister(&npi, &g_First);
}

VOID FirstExit(VOID)
{
    WskDeregister(&g_First);
    RtlZeroMemory(&g_First, sizeof g_First);
}

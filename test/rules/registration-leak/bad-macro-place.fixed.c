// The registration hides behind a macro; the leak does not.
#include <ntddk.h>
#include <wsk.h>

typedef struct _GLOBALS {
    WSK_REGISTRATION Reg;
    WSK_PROVIDER_NPI Npi;
    LONG Users;
} GLOBALS;

static GLOBALS Globals;
static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

#define g_Registration (Globals.Reg)
#define g_Npi          (Globals.Npi)

NTSTATUS GlobalsInit(VOID)
{
    WSK_CLIENT_NPI npi = { &Globals, &Dispatch };
    NTSTATUS status = WskRegister(&npi, &g_Registration);

    if (!NT_SUCCESS(status))
        return status;

    status = WskCaptureProviderNPI(&g_Registration, 100, &g_Npi);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&g_Registration);
        return status;
    }

    Globals.Users = 1;
    return STATUS_SUCCESS;
}

VOID GlobalsExit(VOID)
{
    WskReleaseProviderNPI(&g_Registration);
    WskDeregister(&g_Registration);
}

// The registration is a member of a global reached through a local pointer in one function and by name in the other.
#include <ntddk.h>
#include <wsk.h>

typedef struct _DRV_GLOBALS {
    WSK_REGISTRATION Reg;
    WSK_PROVIDER_NPI Npi;
    BOOLEAN Up;
} DRV_GLOBALS, *PDRV_GLOBALS;

static DRV_GLOBALS Drv;
static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS DrvUp(VOID)
{
    PDRV_GLOBALS g = &Drv;
    WSK_REGISTRATION *reg = &g->Reg;
    WSK_CLIENT_NPI npi = { g, &Dispatch };
    NTSTATUS status = WskRegister(&npi, reg);

    if (!NT_SUCCESS(status))
        return status;

    status = WskCaptureProviderNPI(&g->Reg, 100, &g->Npi);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Drv.Reg);
        return status;
    }

    Drv.Up = TRUE;
    return STATUS_SUCCESS;
}

VOID DrvDown(VOID)
{
    if (Drv.Up) {
        Drv.Up = FALSE;
        WskReleaseProviderNPI(&Drv.Reg);
        WskDeregister(&Drv.Reg);
    }
}

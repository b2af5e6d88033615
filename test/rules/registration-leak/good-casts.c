// Casts before an address: "(PWSK_REGISTRATION)&x" is a cast, not a bitwise and; and "(a) && b" is no cast.
#include <ntddk.h>
#include <wsk.h>

typedef struct _CTX {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
} CTX, *PCTX;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static CTX Global;

NTSTATUS CtxOpen(PCTX Ctx, BOOLEAN Check)
{
    NTSTATUS status;
    BOOLEAN captured = FALSE;
    WSK_CLIENT_NPI npi = { (PVOID)Ctx, (const WSK_CLIENT_DISPATCH *)&Dispatch };

    status = WskRegister((PWSK_CLIENT_NPI)&npi, (PWSK_REGISTRATION)&Ctx->Registration);
    if (!(NT_SUCCESS(status)))
        return status;

    status = WskCaptureProviderNPI(
        (PWSK_REGISTRATION)&(Ctx->Registration), (ULONG)WSK_INFINITE_WAIT, (WSK_PROVIDER_NPI *)&Ctx->Npi);
    captured = (BOOLEAN)(NT_SUCCESS(status));
    if ((NT_SUCCESS((status))) && Check && (Ctx->Npi.Dispatch->Version) != (USHORT)MAKE_WSK_VERSION(1, 0))
        status = STATUS_NOINTERFACE;

    if (!(NT_SUCCESS((status)))) {
        if ((captured) == (TRUE))
            WskReleaseProviderNPI((struct _WSK_REGISTRATION *)&Ctx->Registration);
        WskDeregister((WSK_REGISTRATION *)(PVOID)&Ctx->Registration);
    }
    return status;
}

VOID CtxClose(PVOID Context)
{
    WskReleaseProviderNPI(&((PCTX)Context)->Registration);
    WskDeregister((PWSK_REGISTRATION)&((PCTX)Context)->Registration);
}

NTSTATUS GlobalOpen(VOID)
{
    return CtxOpen((PCTX)&Global, TRUE);
}

VOID GlobalClose(VOID)
{
    CtxClose((PVOID)&Global);
}

// The dispatch pointer of the zeroed NPI serves as the flag for "captured".
#include <ntddk.h>
#include <wsk.h>

typedef struct _CTX {
    WSK_REGISTRATION Reg;
    WSK_PROVIDER_NPI Npi;
} CTX, *PCTX;

static const WSK_CLIENT_DISPATCH Disp = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static VOID CtxDelete(PCTX Ctx)
{
    if (Ctx->Npi.Dispatch != NULL) {
        WskReleaseProviderNPI(&Ctx->Reg);
    }
    WskDeregister(&Ctx->Reg);
    ExFreePoolWithTag(Ctx, 'xtCW');
}

PCTX CtxNew(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &Disp };
    PCTX ctx = (PCTX)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(CTX), 'xtCW');

    if (ctx == NULL) {
        return NULL;
    }
    if (!NT_SUCCESS(WskRegister(&client, &ctx->Reg))) {
        ExFreePoolWithTag(ctx, 'xtCW');
        return NULL;
    }
    if (!NT_SUCCESS(WskCaptureProviderNPI(&ctx->Reg, 10, &ctx->Npi))) {
        ctx->Npi.Dispatch = NULL;
        CtxDelete(ctx);
        return NULL;
    }
    return ctx;
}

VOID CtxClose(PCTX Ctx)
{
    CtxDelete(Ctx);
}

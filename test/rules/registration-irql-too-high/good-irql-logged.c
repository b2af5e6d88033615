// A helper, and a message, look at the IRQL: that says nothing about the calls behind them.
#include <ntddk.h>
#include <wsk.h>

typedef struct _CTX {
    WSK_REGISTRATION Registration;
    WSK_CLIENT_NPI Client;
    ULONG Skipped;
    BOOLEAN Registered;
} CTX, *PCTX;

static BOOLEAN CtxTrace(PCTX Ctx, PCSTR Text)
{
    if (KeGetCurrentIrql() > PASSIVE_LEVEL) {
        Ctx->Skipped++;
        return FALSE;
    }
    DbgPrint("ctx: %s\n", Text);
    return TRUE;
}

NTSTATUS CtxStart(PCTX Ctx)
{
    NTSTATUS status;

    if (KeGetCurrentIrql() >= DISPATCH_LEVEL) {
        DbgPrint("ctx: started at raised IRQL\n");
    }
    CtxTrace(Ctx, "start");
    status = WskRegister(&Ctx->Client, &Ctx->Registration);
    if (NT_SUCCESS(status)) {
        Ctx->Registered = TRUE;
    }
    return status;
}

VOID CtxStop(PCTX Ctx)
{
    CtxTrace(Ctx, "stop");
    if (Ctx->Registered) {
        WskDeregister(&Ctx->Registration);
    }
}

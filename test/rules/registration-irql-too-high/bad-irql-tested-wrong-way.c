// The routine looks at the IRQL before it deregisters, and takes the wrong turn.
#include <ntddk.h>
#include <wsk.h>

typedef struct _CTX {
    WSK_REGISTRATION Registration;
    WORK_QUEUE_ITEM Item;
} CTX, *PCTX;

static VOID CtxStopWorker(PVOID Context)
{
    WskDeregister(&((PCTX)Context)->Registration);
}

VOID CtxStop(PCTX Ctx)
{
    BOOLEAN isRaised = KeGetCurrentIrql() > PASSIVE_LEVEL;

    if (isRaised) {
        WskDeregister(&Ctx->Registration); // want: registration-irql-too-high "CtxStop has found by a test"
    } else {
        ExInitializeWorkItem(&Ctx->Item, CtxStopWorker, Ctx);
        ExQueueWorkItem(&Ctx->Item, CriticalWorkQueue);
    }
}

VOID CtxRestart(PCTX Ctx)
{
    if (KeGetCurrentIrql() != DISPATCH_LEVEL) {
        return;
    }
    WskDeregister(&Ctx->Registration); // want: registration-irql-too-high "CtxRestart has found by a test"
}

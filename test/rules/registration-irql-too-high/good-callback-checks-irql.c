// A routine that may be called at any IRQL looks before it deregisters.
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
    if (KeGetCurrentIrql() == PASSIVE_LEVEL) {
        WskDeregister(&Ctx->Registration);
    } else {
        ExInitializeWorkItem(&Ctx->Item, CtxStopWorker, Ctx);
        ExQueueWorkItem(&Ctx->Item, CriticalWorkQueue);
    }
}

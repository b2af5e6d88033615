// WDF wait lock and work item: both at PASSIVE_LEVEL; the spin lock is released first.
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

typedef struct _CTX {
    WSK_REGISTRATION Registration;
    WDFWAITLOCK WaitLock;
    WDFSPINLOCK SpinLock;
    BOOLEAN Registered;
} CTX, *PCTX;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(CTX, GetCtx)

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS CtxStart(WDFDEVICE Device)
{
    PCTX ctx = GetCtx(Device);
    WSK_CLIENT_NPI npi = { ctx, &Dispatch };
    NTSTATUS status;

    WdfWaitLockAcquire(ctx->WaitLock, NULL);
    status = WskRegister(&npi, &ctx->Registration);
    ctx->Registered = NT_SUCCESS(status);
    WdfWaitLockRelease(ctx->WaitLock);
    return status;
}

VOID CtxStop(WDFDEVICE Device)
{
    PCTX ctx = GetCtx(Device);
    BOOLEAN registered;

    WdfSpinLockAcquire(ctx->SpinLock);
    registered = ctx->Registered;
    ctx->Registered = FALSE;
    WdfSpinLockRelease(ctx->SpinLock);

    if (registered) {
        WskDeregister(&ctx->Registration);
    }
}

// The failure path frees the context but never deregisters: WSK keeps a pointer into freed pool.
#include <ntddk.h>
#include <wsk.h>

typedef struct _SRVCTX {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
} SRVCTX, *PSRVCTX;

static const WSK_CLIENT_DISPATCH SrvDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS SrvCreate(PSRVCTX *Out)
{
    PSRVCTX ctx;
    NTSTATUS status;
    WSK_CLIENT_NPI npi;

    ctx = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*ctx), 'vrSx');
    if (ctx == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    npi.ClientContext = ctx;
    npi.Dispatch = &SrvDispatch;
    status = WskRegister(&npi, &ctx->Registration);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(ctx, 'vrSx');
        return status;
    }

    status = WskCaptureProviderNPI(&ctx->Registration, WSK_INFINITE_WAIT, &ctx->Provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&ctx->Registration);
        ExFreePoolWithTag(ctx, 'vrSx');
        return status;
    }

    *Out = ctx;
    return STATUS_SUCCESS;
}

VOID SrvDelete(PSRVCTX Ctx)
{
    WskReleaseProviderNPI(&Ctx->Registration);
    WskDeregister(&Ctx->Registration);
    ExFreePoolWithTag(Ctx, 'vrSx');
}

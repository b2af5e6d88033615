// The registered block is moved into the context by assignment: WSK knows the old address.
#include <ntddk.h>
#include <wsk.h>

typedef struct _CTX {
    ULONG Id;
    WSK_REGISTRATION Registration;
} CTX, *PCTX;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION g_Registration;

NTSTATUS CtxBind(PCTX Ctx)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi;

    npi.ClientContext = Ctx;
    npi.Dispatch = &Dispatch;

    status = WskRegister(&npi, &g_Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    return STATUS_SUCCESS;
}

VOID CtxUnbind(VOID)
{
    WskDeregister(&g_Registration);
}

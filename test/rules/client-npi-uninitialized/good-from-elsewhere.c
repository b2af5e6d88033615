// The structure comes from the caller or from a context.
#include <ntddk.h>
#include <wsk.h>

typedef struct _CTX {
    WSK_CLIENT_NPI Npi;
    WSK_REGISTRATION Registration;
} CTX, *PCTX;

NTSTATUS RegisterAs(PWSK_CLIENT_NPI Npi, PWSK_REGISTRATION Registration)
{
    return WskRegister(Npi, Registration);
}

NTSTATUS CtxRegister(PCTX Ctx, PVOID Owner)
{
    Ctx->Npi.ClientContext = Owner;
    return WskRegister(&Ctx->Npi, &Ctx->Registration);
}

VOID CtxDeregister(PCTX Ctx)
{
    WskDeregister(&Ctx->Registration);
}

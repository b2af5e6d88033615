// Blocks that other files can reach: extern, global without static, parameters, members.
#include <ntddk.h>
#include <wsk.h>

typedef struct _CTX {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
} CTX, *PCTX;

extern WSK_REGISTRATION ExternRegistration;
WSK_REGISTRATION SharedRegistration;
WSK_PROVIDER_NPI SharedNpi;

NTSTATUS CaptureShared(VOID)
{
    return WskCaptureProviderNPI(&SharedRegistration, 10, &SharedNpi);
}

NTSTATUS CaptureExtern(PWSK_PROVIDER_NPI Npi)
{
    return WskCaptureProviderNPI(&ExternRegistration, 10, Npi);
}

NTSTATUS CaptureCtx(PCTX Ctx)
{
    return WskCaptureProviderNPI(&Ctx->Registration, 10, &Ctx->Npi);
}

VOID ReleaseAll(PCTX Ctx)
{
    WskReleaseProviderNPI(&Ctx->Registration);
    WskReleaseProviderNPI(&ExternRegistration);
    WskReleaseProviderNPI(&SharedRegistration);
}

// The finally block goes by a flag of the context; the flag for the registration is never set.
#include <ntddk.h>
#include <wsk.h>

typedef struct _NETCTX
{
    WSK_REGISTRATION wrRegistration;
    WSK_PROVIDER_NPI wpnProvider;
    BOOLEAN          fOpen;
} NETCTX, *PNETCTX;

static WSK_CLIENT_DISPATCH g_wcdDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS NetOpen(PNETCTX pCtx)
{
    NTSTATUS       ntStatus = STATUS_UNSUCCESSFUL;
    WSK_CLIENT_NPI wcnClient;
    BOOLEAN        fRegistered = FALSE;

    wcnClient.ClientContext = pCtx;
    wcnClient.Dispatch = &g_wcdDispatch;

    __try
    {
        ntStatus = WskRegister(&wcnClient, &pCtx->wrRegistration);
        if (!NT_SUCCESS(ntStatus))
        {
            __leave;
        }

        ntStatus = WskCaptureProviderNPI(&pCtx->wrRegistration, WSK_INFINITE_WAIT, &pCtx->wpnProvider);
        if (!NT_SUCCESS(ntStatus))
        {
            __leave;
        }
        pCtx->fOpen = TRUE;
    }
    __finally
    {
        if (!pCtx->fOpen && fRegistered)
        {
            WskDeregister(&pCtx->wrRegistration);
        }
    }

    return ntStatus; // want: registration-leak
}

VOID NetClose(PNETCTX pCtx)
{
    if (pCtx->fOpen)
    {
        pCtx->fOpen = FALSE;
        WskReleaseProviderNPI(&pCtx->wrRegistration);
        WskDeregister(&pCtx->wrRegistration);
    }
}

// Hungarian notation and __try/__leave/__finally; flags say what the finally block has to undo.
#include <ntddk.h>
#include <wsk.h>

typedef struct _NETCTX
{
    WSK_REGISTRATION    wrRegistration;
    WSK_PROVIDER_NPI    wpnProvider;
    PIRP                pIrp;
    KEVENT              evtIo;
    BOOLEAN             fOpen;
} NETCTX, *PNETCTX;

static WSK_CLIENT_DISPATCH g_wcdDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static NETCTX g_ctx;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD OnUnload;
KSTART_ROUTINE NetThread;

static HANDLE g_hThread;
static PVOID g_pThread;

static NTSTATUS NetOpen(PNETCTX pCtx)
{
    NTSTATUS        ntStatus    = STATUS_UNSUCCESSFUL;
    WSK_CLIENT_NPI  wcnClient;
    BOOLEAN         fRegistered = FALSE;
    BOOLEAN         fCaptured   = FALSE;

    wcnClient.ClientContext = (PVOID)pCtx;
    wcnClient.Dispatch      = &g_wcdDispatch;

    __try
    {
        ntStatus = WskRegister(&wcnClient, &pCtx->wrRegistration);
        if (!NT_SUCCESS(ntStatus))
        {
            __leave;
        }
        fRegistered = TRUE;

        ntStatus = WskCaptureProviderNPI(&pCtx->wrRegistration, WSK_INFINITE_WAIT, &pCtx->wpnProvider);
        if (!NT_SUCCESS(ntStatus))
        {
            __leave;
        }
        fCaptured = TRUE;

        pCtx->pIrp = IoAllocateIrp(1, FALSE);
        if (NULL == pCtx->pIrp)
        {
            ntStatus = STATUS_INSUFFICIENT_RESOURCES;
            __leave;
        }

        KeInitializeEvent(&pCtx->evtIo, SynchronizationEvent, FALSE);
        pCtx->fOpen = TRUE;
    }
    __finally
    {
        if (!pCtx->fOpen)
        {
            if (fCaptured)
            {
                WskReleaseProviderNPI(&pCtx->wrRegistration);
            }
            if (fRegistered)
            {
                WskDeregister(&pCtx->wrRegistration);
            }
        }
    }

    return ntStatus;
}

static VOID NetClose(PNETCTX pCtx)
{
    if (FALSE == pCtx->fOpen)
    {
        return;
    }

    pCtx->fOpen = FALSE;
    IoFreeIrp(pCtx->pIrp);
    WskReleaseProviderNPI(&pCtx->wrRegistration);
    WskDeregister(&pCtx->wrRegistration);
}

VOID NetThread(PVOID pvContext)
{
    NTSTATUS ntStatus = NetOpen((PNETCTX)pvContext);

    if (!NT_SUCCESS(ntStatus))
    {
        KdPrint(("NetOpen failed: 0x%08X\n", ntStatus));
    }
    PsTerminateSystemThread(ntStatus);
}

VOID OnUnload(PDRIVER_OBJECT pDriverObject)
{
    UNREFERENCED_PARAMETER(pDriverObject);

    KeWaitForSingleObject(g_pThread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(g_pThread);
    NetClose(&g_ctx);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT pDriverObject, PUNICODE_STRING pusRegistryPath)
{
    NTSTATUS ntStatus;

    UNREFERENCED_PARAMETER(pusRegistryPath);

    RtlZeroMemory(&g_ctx, sizeof(g_ctx));

    ntStatus = PsCreateSystemThread(&g_hThread, THREAD_ALL_ACCESS, NULL, NULL, NULL, NetThread, &g_ctx);
    if (!NT_SUCCESS(ntStatus))
    {
        return ntStatus;
    }

    ObReferenceObjectByHandle(g_hThread, THREAD_ALL_ACCESS, NULL, KernelMode, &g_pThread, NULL);
    ZwClose(g_hThread);

    pDriverObject->DriverUnload = OnUnload;
    return STATUS_SUCCESS;
}

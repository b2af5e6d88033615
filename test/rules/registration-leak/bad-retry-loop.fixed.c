// The capture is tried a few times; when all tries fail the function gives up without deregistering.
#include <ntddk.h>
#include <wsk.h>

#define MAX_TRIES 5

static const WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION g_Registration;
static WSK_PROVIDER_NPI g_Provider;

NTSTATUS NetAcquire(VOID)
{
    NTSTATUS ntStatus;
    ULONG i;
    LARGE_INTEGER delay;
    WSK_CLIENT_NPI npi;

    npi.ClientContext = NULL;
    npi.Dispatch = &g_Dispatch;

    ntStatus = WskRegister(&npi, &g_Registration);
    if (!NT_SUCCESS(ntStatus))
        return ntStatus;

    delay.QuadPart = -10 * 1000 * 100;

    for (i = 0; i < MAX_TRIES; i++) {
        ntStatus = WskCaptureProviderNPI(&g_Registration, WSK_NO_WAIT, &g_Provider);
        if (NT_SUCCESS(ntStatus))
            return STATUS_SUCCESS;
        KeDelayExecutionThread(KernelMode, FALSE, &delay);
    }

    WskDeregister(&g_Registration);
    return STATUS_DEVICE_NOT_READY;
}

VOID NetDrop(VOID)
{
    WskReleaseProviderNPI(&g_Registration);
    WskDeregister(&g_Registration);
}

// The unload routine may wait.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

NPI_CLIENT_DETACH_PROVIDER_FN DetachProvider;
DRIVER_UNLOAD Unload;

static EX_RUNDOWN_REF g_Rundown;
static HANDLE g_Client;

NTSTATUS DetachProvider(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    return STATUS_SUCCESS;
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    ExWaitForRundownProtectionRelease(&g_Rundown);
    if (NmrDeregisterClient(g_Client) == STATUS_PENDING)
        NmrWaitForClientDeregisterComplete(g_Client);
}

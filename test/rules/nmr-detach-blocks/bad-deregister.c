// Deregisters from the callback that deregistering calls.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

static HANDLE g_Client;

NPI_CLIENT_DETACH_PROVIDER_FN DetachProvider;

NTSTATUS DetachProvider(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    if (NmrDeregisterClient(g_Client) == STATUS_PENDING)
    {
        NmrWaitForClientDeregisterComplete(g_Client); // want: nmr-detach-blocks error
    }
    return STATUS_SUCCESS;
}

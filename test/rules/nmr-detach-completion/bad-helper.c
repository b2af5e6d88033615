// The helper that drops a reference completes the detach.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

static HANDLE g_Binding;
static LONG g_References;

static VOID Release(VOID)
{
    if (InterlockedDecrement(&g_References) == 0)
        NmrClientDetachProviderComplete(g_Binding); // want: nmr-detach-completion
}

NPI_CLIENT_DETACH_PROVIDER_FN DetachProvider;

NTSTATUS DetachProvider(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    Release();
    return STATUS_SUCCESS;
}

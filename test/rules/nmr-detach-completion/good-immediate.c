// Nothing is in progress.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

static HANDLE g_Binding;

NPI_CLIENT_DETACH_PROVIDER_FN DetachProvider;

NTSTATUS DetachProvider(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    g_Binding = NULL;
    return STATUS_SUCCESS;
}

VOID Complete(HANDLE Binding)
{
    NmrClientDetachProviderComplete(Binding);
}

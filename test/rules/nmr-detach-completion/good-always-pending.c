// A work item completes, and may do so before the callback has returned.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

static HANDLE g_Binding;
static PIO_WORKITEM g_WorkItem;

static VOID Finish(PDEVICE_OBJECT Device, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);
    NmrClientDetachProviderComplete(g_Binding);
}

NPI_CLIENT_DETACH_PROVIDER_FN DetachProvider;

NTSTATUS DetachProvider(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    IoQueueWorkItem(g_WorkItem, Finish, DelayedWorkQueue, NULL);
    return STATUS_PENDING;
}

// A wait with a time-out of zero asks and does not wait.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

static KEVENT g_Idle;

NPI_CLIENT_DETACH_PROVIDER_FN DetachProvider;

NTSTATUS DetachProvider(PVOID Context)
{
    LARGE_INTEGER zero = { 0 };

    UNREFERENCED_PARAMETER(Context);
    if (KeWaitForSingleObject(&g_Idle, Executive, KernelMode, FALSE, &zero) == STATUS_SUCCESS)
        return STATUS_SUCCESS;
    return STATUS_PENDING;
}

// The driver says that it knows the IRQL.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

static EX_RUNDOWN_REF g_Rundown;

NPI_CLIENT_DETACH_PROVIDER_FN DetachProvider;

NTSTATUS DetachProvider(PVOID Context)
{
    PAGED_CODE();
    UNREFERENCED_PARAMETER(Context);
    ExWaitForRundownProtectionRelease(&g_Rundown);
    return STATUS_SUCCESS;
}

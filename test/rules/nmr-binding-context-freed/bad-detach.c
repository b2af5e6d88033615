// Freed in the detach callback.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

typedef struct _BINDING {
    HANDLE NmrBindingHandle;
} BINDING, *PBINDING;

NPI_CLIENT_DETACH_PROVIDER_FN DetachProvider;
NPI_CLIENT_CLEANUP_BINDING_CONTEXT_FN CleanupBindingContext;

NTSTATUS DetachProvider(PVOID ClientBindingContext)
{
    ExFreePoolWithTag(ClientBindingContext, 'dniB'); // want: nmr-binding-context-freed
    return STATUS_SUCCESS;
}

VOID CleanupBindingContext(PVOID ClientBindingContext)
{
    UNREFERENCED_PARAMETER(ClientBindingContext);
}

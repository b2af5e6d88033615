// Freed in the clean-up callback, and after a failed attach.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

typedef struct _BINDING {
    HANDLE NmrBindingHandle;
    PVOID ProviderContext;
    const VOID *ProviderDispatch;
} BINDING, *PBINDING;

NPI_CLIENT_ATTACH_PROVIDER_FN AttachProvider;
NPI_CLIENT_DETACH_PROVIDER_FN DetachProvider;
NPI_CLIENT_CLEANUP_BINDING_CONTEXT_FN CleanupBindingContext;

NTSTATUS AttachProvider(HANDLE NmrBindingHandle, PVOID ClientContext, PNPI_REGISTRATION_INSTANCE Provider)
{
    NTSTATUS status;
    PBINDING binding = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*binding), 'dniB');

    UNREFERENCED_PARAMETER(ClientContext);
    UNREFERENCED_PARAMETER(Provider);
    if (binding == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    status = NmrClientAttachProvider(
        NmrBindingHandle, binding, NULL, &binding->ProviderContext, &binding->ProviderDispatch);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(binding, 'dniB');
        return status;
    }
    binding->NmrBindingHandle = NmrBindingHandle;
    return STATUS_SUCCESS;
}

NTSTATUS DetachProvider(PVOID ClientBindingContext)
{
    UNREFERENCED_PARAMETER(ClientBindingContext);
    return STATUS_SUCCESS;
}

VOID CleanupBindingContext(PVOID ClientBindingContext)
{
    ExFreePoolWithTag(ClientBindingContext, 'dniB');
}

// The context of a failed attach is lost.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

typedef struct _BINDING {
    HANDLE NmrBindingHandle;
    KSPIN_LOCK Lock;
    PVOID ProviderContext;
    const VOID *ProviderDispatch;
} BINDING, *PBINDING;

static PBINDING g_Binding;

NPI_CLIENT_ATTACH_PROVIDER_FN AttachProvider;

NTSTATUS AttachProvider(HANDLE NmrBindingHandle, PVOID ClientContext, PNPI_REGISTRATION_INSTANCE Provider)
{
    PBINDING binding;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(ClientContext);
    UNREFERENCED_PARAMETER(Provider);

    binding = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*binding), 'dniB');
    if (binding == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    KeInitializeSpinLock(&binding->Lock);
    binding->NmrBindingHandle = NmrBindingHandle;

    status = NmrClientAttachProvider(
        NmrBindingHandle, binding, NULL, &binding->ProviderContext, &binding->ProviderDispatch);
    if (!NT_SUCCESS(status))
        return status; // want: nmr-binding-context-freed "not freed"

    g_Binding = binding;
    return STATUS_SUCCESS;
}

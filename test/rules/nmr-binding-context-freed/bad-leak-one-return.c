// One return for all outcomes.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

typedef struct _BINDING {
    HANDLE NmrBindingHandle;
    PVOID ProviderContext;
    const VOID *ProviderDispatch;
} BINDING;

static BINDING *g_Binding;

static NTSTATUS NTAPI OnAttach(HANDLE Handle, PVOID Context, PNPI_REGISTRATION_INSTANCE Provider)
{
    NTSTATUS status;
    BINDING *binding = (BINDING *)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(BINDING), 'dniB');

    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Provider);
    if (!binding)
    {
        return STATUS_NO_MEMORY;
    }

    RtlZeroMemory(binding, sizeof(*binding));
    status = NmrClientAttachProvider(Handle, binding, NULL, &binding->ProviderContext, &binding->ProviderDispatch);
    if (status == STATUS_SUCCESS)
    {
        binding->NmrBindingHandle = Handle;
        g_Binding = binding;
    }
    return status; // want: nmr-binding-context-freed
}

static NPI_CLIENT_CHARACTERISTICS Characteristics = { 0, sizeof(NPI_CLIENT_CHARACTERISTICS), OnAttach };

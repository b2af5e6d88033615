// The context outlives a failed attach: it is kept, listed, or counted.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

typedef struct _BINDING {
    LIST_ENTRY Link;
    PVOID ProviderContext;
    const VOID *ProviderDispatch;
} BINDING, *PBINDING;

VOID ReleaseBinding(PBINDING Binding);

static PBINDING g_Binding;
static LIST_ENTRY g_List;

NPI_CLIENT_ATTACH_PROVIDER_FN Kept;
NPI_CLIENT_ATTACH_PROVIDER_FN Listed;
NPI_CLIENT_ATTACH_PROVIDER_FN Counted;

NTSTATUS Kept(HANDLE Handle, PVOID Context, PNPI_REGISTRATION_INSTANCE Provider)
{
    PBINDING binding = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*binding), 'dniB');

    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Provider);
    if (binding == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    g_Binding = binding;
    return NmrClientAttachProvider(Handle, binding, NULL, &binding->ProviderContext, &binding->ProviderDispatch);
}

NTSTATUS Listed(HANDLE Handle, PVOID Context, PNPI_REGISTRATION_INSTANCE Provider)
{
    PBINDING binding = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*binding), 'dniB');

    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Provider);
    if (binding == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    InsertTailList(&g_List, &binding->Link);
    return NmrClientAttachProvider(Handle, binding, NULL, &binding->ProviderContext, &binding->ProviderDispatch);
}

NTSTATUS Counted(HANDLE Handle, PVOID Context, PNPI_REGISTRATION_INSTANCE Provider)
{
    NTSTATUS status;
    PBINDING binding = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*binding), 'dniB');

    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Provider);
    if (binding == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    status = NmrClientAttachProvider(Handle, binding, NULL, &binding->ProviderContext, &binding->ProviderDispatch);
    if (!NT_SUCCESS(status))
        ReleaseBinding(binding);
    return status;
}

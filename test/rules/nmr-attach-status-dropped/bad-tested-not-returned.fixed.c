// The failure is logged, and success returned.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

typedef struct _BINDING {
    HANDLE NmrBindingHandle;
    PVOID ProviderContext;
    const VOID *ProviderDispatch;
} BINDING;

static BINDING g_Binding;

static NTSTATUS NTAPI
OnAttach(HANDLE NmrBindingHandle, PVOID ClientContext, PNPI_REGISTRATION_INSTANCE ProviderRegistrationInstance)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(ClientContext);
    UNREFERENCED_PARAMETER(ProviderRegistrationInstance);

    status = NmrClientAttachProvider(
        NmrBindingHandle,
        &g_Binding,
        NULL,
        &g_Binding.ProviderContext,
        &g_Binding.ProviderDispatch);
    if (NT_SUCCESS(status)) {
        g_Binding.NmrBindingHandle = NmrBindingHandle;
    } else {
        DbgPrint("attach: %08lx\n", status);
    }

    return status;
}

static NPI_CLIENT_CHARACTERISTICS Characteristics = { 0, sizeof(NPI_CLIENT_CHARACTERISTICS), OnAttach };

// Nothing was allocated.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

static struct {
    PVOID ProviderContext;
    const VOID *ProviderDispatch;
} g_Binding;

NPI_CLIENT_ATTACH_PROVIDER_FN AttachProvider;

NTSTATUS AttachProvider(HANDLE Handle, PVOID Context, PNPI_REGISTRATION_INSTANCE Provider)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Provider);
    return NmrClientAttachProvider(
        Handle, &g_Binding, NULL, &g_Binding.ProviderContext, &g_Binding.ProviderDispatch);
}

// The call stands alone.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

NPI_CLIENT_ATTACH_PROVIDER_FN AttachProvider;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static PVOID ProviderContext;
static const VOID *ProviderDispatch;
static HANDLE BindingHandle;

NTSTATUS AttachProvider(HANDLE NmrBindingHandle, PVOID ClientContext, PNPI_REGISTRATION_INSTANCE Provider)
{
    UNREFERENCED_PARAMETER(Provider);

    BindingHandle = NmrBindingHandle;
    return NmrClientAttachProvider(NmrBindingHandle, ClientContext, &Dispatch, &ProviderContext, &ProviderDispatch);
}

// Returned, directly and through a variable.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

static PVOID ProviderContext;
static const VOID *ProviderDispatch;
static HANDLE BindingHandle;

NPI_CLIENT_ATTACH_PROVIDER_FN Direct;
NPI_CLIENT_ATTACH_PROVIDER_FN Tested;

NTSTATUS Direct(HANDLE Binding, PVOID Context, PNPI_REGISTRATION_INSTANCE Provider)
{
    UNREFERENCED_PARAMETER(Provider);
    return NmrClientAttachProvider(Binding, Context, NULL, &ProviderContext, &ProviderDispatch);
}

NTSTATUS Tested(HANDLE Binding, PVOID Context, PNPI_REGISTRATION_INSTANCE Provider)
{
    NTSTATUS status;

    if (Provider->NpiSpecificCharacteristics == NULL) {
        status = STATUS_NOINTERFACE;
        goto Exit;
    }
    status = NmrClientAttachProvider(Binding, Context, NULL, &ProviderContext, &ProviderDispatch);
    if (!NT_SUCCESS(status))
        goto Exit;
    BindingHandle = Binding;
Exit:
    return status;
}

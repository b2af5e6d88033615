// Another failure is returned in place of the status.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

static PVOID ProviderContext;
static const VOID *ProviderDispatch;

NPI_CLIENT_ATTACH_PROVIDER_FN Attach;

NTSTATUS Attach(HANDLE Binding, PVOID Context, PNPI_REGISTRATION_INSTANCE Provider)
{
    UNREFERENCED_PARAMETER(Provider);
    if (NmrClientAttachProvider(Binding, Context, NULL, &ProviderContext, &ProviderDispatch) != STATUS_SUCCESS)
        return STATUS_NOINTERFACE;
    return STATUS_SUCCESS;
}

// The second try, with another table, succeeds or its failure is returned.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

static PVOID ProviderContext;
static const VOID *ProviderDispatch;
extern const VOID *NewTable;
extern const VOID *OldTable;

NPI_CLIENT_ATTACH_PROVIDER_FN Attach;

NTSTATUS Attach(HANDLE Binding, PVOID Context, PNPI_REGISTRATION_INSTANCE Provider)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Provider);
    status = NmrClientAttachProvider(Binding, Context, NewTable, &ProviderContext, &ProviderDispatch);
    if (status == STATUS_NOINTERFACE)
        status = NmrClientAttachProvider(Binding, Context, OldTable, &ProviderContext, &ProviderDispatch);
    if (!NT_SUCCESS(status))
        return status;
    return STATUS_SUCCESS;
}

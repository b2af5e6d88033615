// A helper attaches, and the callback turns its failure into success.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

static PVOID ProviderContext;
static const VOID *ProviderDispatch;

static NTSTATUS Attach(HANDLE Binding)
{
    NTSTATUS status = NmrClientAttachProvider(Binding, NULL, NULL, &ProviderContext, &ProviderDispatch);

    if (!NT_SUCCESS(status))
        ProviderContext = NULL;
    return status;
}

NTSTATUS ClientAttach(HANDLE Binding, PVOID Context, const NPI_REGISTRATION_INSTANCE *Provider)
{
    UNREFERENCED_PARAMETER(Context);
    if (Provider->Number != 0)
        return STATUS_NOINTERFACE;
    if (!NT_SUCCESS(Attach(Binding)))
        return STATUS_SUCCESS; // want: nmr-attach-status-dropped
    return STATUS_SUCCESS;
}

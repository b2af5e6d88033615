// Completes the detach and says that it is complete.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

NPI_CLIENT_DETACH_PROVIDER_FN DetachProvider;

typedef struct _BINDING {
    HANDLE NmrBindingHandle;
    LONG Calls;
} BINDING, *PBINDING;

NTSTATUS DetachProvider(PVOID ClientBindingContext)
{
    PBINDING binding = ClientBindingContext;

    DbgPrint("detach\n");
    NmrClientDetachProviderComplete(binding->NmrBindingHandle); // want: nmr-detach-completion
    return STATUS_SUCCESS;
}

// Waits for the calls into the provider.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

typedef struct _BINDING {
    EX_RUNDOWN_REF Rundown;
    HANDLE NmrBindingHandle;
} BINDING, *PBINDING;

NPI_CLIENT_DETACH_PROVIDER_FN DetachProvider;

NTSTATUS DetachProvider(PVOID ClientBindingContext)
{
    PBINDING binding = ClientBindingContext;

    ExWaitForRundownProtectionRelease(&binding->Rundown); // want: nmr-detach-blocks warning
    return STATUS_SUCCESS;
}

// The detach callback frees what only it uses.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

typedef struct _BINDING {
    PVOID Scratch;
} BINDING, *PBINDING;

NPI_CLIENT_DETACH_PROVIDER_FN DetachProvider;

NTSTATUS DetachProvider(PVOID Context)
{
    PBINDING binding = Context;
    PVOID scratch = binding->Scratch;

    binding->Scratch = NULL;
    if (scratch != NULL)
        ExFreePoolWithTag(scratch, 'dniB');
    return STATUS_SUCCESS;
}

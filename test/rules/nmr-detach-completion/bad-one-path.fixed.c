// The path without calls in progress does both.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

typedef struct _BINDING {
    HANDLE NmrBindingHandle;
    LONG Calls;
} BINDING, *PBINDING;

static NTSTATUS NTAPI OnDetach(PVOID Context)
{
    PBINDING binding = (PBINDING)Context;

    if (InterlockedDecrement(&binding->Calls) == 0)
    {
        return STATUS_SUCCESS;
    }
    return STATUS_PENDING;
}

NPI_CLIENT_CHARACTERISTICS Characteristics = {
    .Length = sizeof(NPI_CLIENT_CHARACTERISTICS),
    .ClientDetachProvider = OnDetach,
};

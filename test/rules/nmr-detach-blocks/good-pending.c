// Pending while calls are running.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

typedef struct _BINDING {
    KEVENT Idle;
    LONG Calls;
} BINDING, *PBINDING;

NPI_CLIENT_DETACH_PROVIDER_FN DetachProvider;

NTSTATUS DetachProvider(PVOID Context)
{
    PBINDING binding = Context;

    return InterlockedDecrement(&binding->Calls) == 0 ? STATUS_SUCCESS : STATUS_PENDING;
}

VOID WaitForIdle(PBINDING Binding)
{
    KeWaitForSingleObject(&Binding->Idle, Executive, KernelMode, FALSE, NULL);
}

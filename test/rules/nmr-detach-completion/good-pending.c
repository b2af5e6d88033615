// Pending while calls are running, completed by the last of them.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

typedef struct _BINDING {
    HANDLE NmrBindingHandle;
    KSPIN_LOCK Lock;
    ULONG Calls;
    BOOLEAN Detaching;
} BINDING, *PBINDING;

NPI_CLIENT_DETACH_PROVIDER_FN DetachProvider;

NTSTATUS DetachProvider(PVOID Context)
{
    PBINDING binding = Context;
    KIRQL irql;
    NTSTATUS status;

    KeAcquireSpinLock(&binding->Lock, &irql);
    binding->Detaching = TRUE;
    status = binding->Calls == 0 ? STATUS_SUCCESS : STATUS_PENDING;
    KeReleaseSpinLock(&binding->Lock, irql);
    return status;
}

VOID CallEnded(PBINDING Binding)
{
    KIRQL irql;
    BOOLEAN isLast;

    KeAcquireSpinLock(&Binding->Lock, &irql);
    isLast = --Binding->Calls == 0 && Binding->Detaching;
    KeReleaseSpinLock(&Binding->Lock, irql);
    if (isLast)
        NmrClientDetachProviderComplete(Binding->NmrBindingHandle);
}

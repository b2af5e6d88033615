// Captured before the lock, stored under it.
#include <ntddk.h>
#include <wsk.h>

typedef struct _POOL {
    KSPIN_LOCK Lock;
    WSK_REGISTRATION *Registration;
    WSK_PROVIDER_NPI Npi;
    BOOLEAN Captured;
} POOL, *PPOOL;

NTSTATUS PoolEnsureProvider(PPOOL Pool)
{
    WSK_PROVIDER_NPI npi;
    BOOLEAN keep = FALSE;
    KIRQL irql;
    NTSTATUS status = WskCaptureProviderNPI(Pool->Registration, WSK_INFINITE_WAIT, &npi);

    if (!NT_SUCCESS(status)) {
        return status;
    }

    KeAcquireSpinLock(&Pool->Lock, &irql);
    if (!Pool->Captured) {
        Pool->Npi = npi;
        Pool->Captured = TRUE;
        keep = TRUE;
    }
    KeReleaseSpinLock(&Pool->Lock, irql);

    if (!keep) {
        WskReleaseProviderNPI(Pool->Registration);
    }
    return STATUS_SUCCESS;
}

VOID PoolDropProvider(PPOOL Pool)
{
    if (Pool->Captured) {
        Pool->Captured = FALSE;
        WskReleaseProviderNPI(Pool->Registration);
    }
}

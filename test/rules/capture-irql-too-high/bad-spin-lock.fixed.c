// An infinite wait inside a spin lock.
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
    NTSTATUS status = STATUS_SUCCESS;
    KIRQL irql;

    KeAcquireSpinLock(&Pool->Lock, &irql);
    if (!Pool->Captured) {
        status = WskCaptureProviderNPI(Pool->Registration, WSK_NO_WAIT, &Pool->Npi);
        if (NT_SUCCESS(status)) {
            Pool->Captured = TRUE;
        }
    }
    KeReleaseSpinLock(&Pool->Lock, irql);
    return status;
}

VOID PoolDropProvider(PPOOL Pool)
{
    if (Pool->Captured) {
        Pool->Captured = FALSE;
        WskReleaseProviderNPI(Pool->Registration);
    }
}

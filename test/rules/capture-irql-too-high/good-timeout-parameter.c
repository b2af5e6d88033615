// The timeout is the caller's: whether it waits is not known here.
#include <ntddk.h>
#include <wsk.h>

typedef struct _LOCKED {
    KSPIN_LOCK Lock;
    WSK_REGISTRATION *Registration;
} LOCKED, *PLOCKED;

NTSTATUS LockedCapture(PLOCKED Locked, ULONG Timeout, PWSK_PROVIDER_NPI Npi)
{
    KIRQL irql;
    NTSTATUS status;

    KeAcquireSpinLock(&Locked->Lock, &irql);
    status = WskCaptureProviderNPI(Locked->Registration, Timeout, Npi);
    KeReleaseSpinLock(&Locked->Lock, irql);
    return status;
}

VOID LockedRelease(PLOCKED Locked)
{
    WskReleaseProviderNPI(Locked->Registration);
}

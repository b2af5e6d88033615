// The decision is made under the lock, the call after it was released.
#include <ntddk.h>
#include <wsk.h>

static KSPIN_LOCK Lock;
static BOOLEAN Registered;
static WSK_REGISTRATION Registration;
static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS Start(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    NTSTATUS status;

    KeInitializeSpinLock(&Lock);
    status = WskRegister(&npi, &Registration);
    Registered = NT_SUCCESS(status);
    return status;
}

VOID Stop(VOID)
{
    KIRQL oldIrql;
    BOOLEAN wasRegistered;

    KeAcquireSpinLock(&Lock, &oldIrql);
    wasRegistered = Registered;
    Registered = FALSE;
    KeReleaseSpinLock(&Lock, oldIrql);

    if (wasRegistered) {
        WskDeregister(&Registration);
    }
}

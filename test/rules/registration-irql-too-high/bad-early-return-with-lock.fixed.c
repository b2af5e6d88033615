// The lock is released on one path only; on the other the call is made under it.
#include <ntddk.h>
#include <wsk.h>

static EX_SPIN_LOCK Lock;
static LONG Users;
extern WSK_REGISTRATION Registration;

VOID DropUser(VOID)
{
    KIRQL irql = ExAcquireSpinLockExclusive(&Lock);

    if (--Users > 0) {
        ExReleaseSpinLockExclusive(&Lock, irql);
        return;
    }

    ExReleaseSpinLockExclusive(&Lock, irql);
    WskDeregister(&Registration);
}

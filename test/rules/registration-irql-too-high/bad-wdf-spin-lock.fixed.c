// A WDF spin lock raises to DISPATCH_LEVEL as well.
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

extern WSK_REGISTRATION Registration;
extern WDFSPINLOCK SpinLock;

VOID Stop(VOID)
{
    WdfSpinLockAcquire(SpinLock);
    WdfSpinLockRelease(SpinLock);
    WskDeregister(&Registration);
}

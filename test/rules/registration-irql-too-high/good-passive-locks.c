// Locks that leave the IRQL at PASSIVE_LEVEL: push lock, resource, guarded mutex, critical region.
#include <ntddk.h>
#include <wsk.h>

static EX_PUSH_LOCK PushLock;
static KGUARDED_MUTEX Mutex;
static ERESOURCE Resource;
static WSK_REGISTRATION Registration;
static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS Start(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    NTSTATUS status;

    KeEnterCriticalRegion();
    ExAcquirePushLockExclusive(&PushLock);
    status = WskRegister(&npi, &Registration);
    ExReleasePushLockExclusive(&PushLock);
    KeLeaveCriticalRegion();
    return status;
}

VOID Stop(BOOLEAN UseResource)
{
    if (UseResource) {
        KeEnterCriticalRegion();
        ExAcquireResourceExclusiveLite(&Resource, TRUE);
        WskDeregister(&Registration);
        ExReleaseResourceLite(&Resource);
        KeLeaveCriticalRegion();
    } else {
        KeAcquireGuardedMutex(&Mutex);
        WskDeregister(&Registration);
        KeReleaseGuardedMutex(&Mutex);
    }
}

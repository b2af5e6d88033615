// Waits while a spin lock is held.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

typedef struct _NET {
    KSPIN_LOCK Lock;
    HANDLE Client;
} NET, *PNET;

VOID NetStop(PNET Net)
{
    KIRQL irql;

    KeAcquireSpinLock(&Net->Lock, &irql);
    if (NmrDeregisterClient(Net->Client) == STATUS_PENDING) {
        NmrWaitForClientDeregisterComplete(Net->Client); // want: nmr-wait-misplaced "spin lock"
    }
    Net->Client = NULL;
    KeReleaseSpinLock(&Net->Lock, irql);
}

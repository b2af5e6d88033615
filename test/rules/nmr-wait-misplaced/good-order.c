// Deregister, then wait, at PASSIVE_LEVEL.
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
    HANDLE client;

    KeAcquireSpinLock(&Net->Lock, &irql);
    client = Net->Client;
    Net->Client = NULL;
    KeReleaseSpinLock(&Net->Lock, irql);

    if (client != NULL && NmrDeregisterClient(client) == STATUS_PENDING)
        NmrWaitForClientDeregisterComplete(client);
}

// One after the other, through one variable.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

HANDLE Handles[2];

VOID StopAll(HANDLE First, HANDLE Second)
{
    HANDLE current;

    current = First;
    if (NmrDeregisterClient(current) == STATUS_PENDING)
        NmrWaitForClientDeregisterComplete(current);

    current = Second;
    if (NmrDeregisterClient(current) == STATUS_PENDING)
        NmrWaitForClientDeregisterComplete(current);

    for (ULONG i = 0; i < 2; i++) {
        if (NmrDeregisterClient(Handles[i]) == STATUS_PENDING)
            NmrWaitForClientDeregisterComplete(Handles[i]);
    }
}

// Stopping has two steps, and a caller that is not seen takes both.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

static HANDLE Client;
HANDLE Other;

VOID NetStopBegin(VOID)
{
    NmrDeregisterClient(Client);
}

VOID NetStopEnd(VOID)
{
    NmrWaitForClientDeregisterComplete(Client);
}

NTSTATUS OtherStop(VOID)
{
    return NmrDeregisterClient(Other);
}

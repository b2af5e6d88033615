// Another function has begun.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

static HANDLE Client;

VOID StopBegin(VOID)
{
    NmrDeregisterClient(Client);
}

VOID StopEnd(VOID)
{
    NmrWaitForClientDeregisterComplete(Client);
    Client = NULL;
}

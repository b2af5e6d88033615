// Whether the client is being deregistered is kept in a flag.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

extern NPI_CLIENT_CHARACTERISTICS Characteristics;
static HANDLE Client;
static BOOLEAN Stopping;

NTSTATUS NetToggle(VOID)
{
    NTSTATUS status = NmrRegisterClient(&Characteristics, NULL, &Client);

    if (NT_SUCCESS(status) && Stopping) {
        NmrWaitForClientDeregisterComplete(Client);
    }
    return status;
}

VOID NetStop(VOID)
{
    Stopping = (NmrDeregisterClient(Client) == STATUS_PENDING);
    if (Stopping)
        NmrWaitForClientDeregisterComplete(Client);
}

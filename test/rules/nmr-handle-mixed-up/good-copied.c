// A local handle that is copied to where it is kept.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

extern const NPI_CLIENT_CHARACTERISTICS Characteristics;
static HANDLE g_Client;

NTSTATUS Start(VOID)
{
    HANDLE client;
    NTSTATUS status = NmrRegisterClient(&Characteristics, NULL, &client);

    if (NT_SUCCESS(status))
        g_Client = client;
    return status;
}

VOID Stop(VOID)
{
    if (NmrDeregisterClient(g_Client) == STATUS_PENDING)
        NmrWaitForClientDeregisterComplete(g_Client);
}

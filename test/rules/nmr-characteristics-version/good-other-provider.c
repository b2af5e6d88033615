#include <ntddk.h>
#include <netioddk.h>

extern const NPIID NPI_PACKETS_ID;

static NPI_CLIENT_CHARACTERISTICS client;
static HANDLE handle;

/* Both sides of this interface tell their versions by the member. */
NTSTATUS PacketsStart(VOID)
{
    client.Length = sizeof(client);
    client.ClientRegistrationInstance.Version = 2;
    client.ClientRegistrationInstance.Size = sizeof(client.ClientRegistrationInstance);
    client.ClientRegistrationInstance.NpiId = &NPI_PACKETS_ID;
    return NmrRegisterClient(&client, NULL, &handle);
}

VOID PacketsStop(VOID)
{
    if (NmrDeregisterClient(handle) == STATUS_PENDING) {
        NmrWaitForClientDeregisterComplete(handle);
    }
}

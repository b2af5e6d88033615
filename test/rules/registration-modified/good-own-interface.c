#include <ntddk.h>
#include <wsk.h>

typedef struct _TUNNEL_CLIENT {
    LIST_ENTRY Link;
    const WSK_CLIENT_DISPATCH *Dispatch;
} TUNNEL_CLIENT;

/* A transport with the shape of WSK for its own clients: no block of theirs ever gets to WSK. */
NTSTATUS TunnelRegister(PWSK_CLIENT_NPI Npi, PWSK_REGISTRATION Registration)
{
    TUNNEL_CLIENT *client = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*client), 'lnuT');
    if (client == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    client->Dispatch = Npi->Dispatch;
    Registration->ReservedRegistrationContext = client;
    return STATUS_SUCCESS;
}

VOID TunnelDeregister(PWSK_REGISTRATION Registration)
{
    ExFreePoolWithTag(Registration->ReservedRegistrationContext, 'lnuT');
    Registration->ReservedRegistrationContext = NULL;
}

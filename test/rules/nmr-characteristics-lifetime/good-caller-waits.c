// The caller owns the structure, and deregisters.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

static NTSTATUS Register(PNPI_CLIENT_CHARACTERISTICS Characteristics, HANDLE *Client)
{
    return NmrRegisterClient(Characteristics, NULL, Client);
}

static VOID Deregister(HANDLE Client)
{
    if (NmrDeregisterClient(Client) == STATUS_PENDING)
        NmrWaitForClientDeregisterComplete(Client);
}

NTSTATUS Probe(const NPI_CLIENT_CHARACTERISTICS *Template)
{
    NPI_CLIENT_CHARACTERISTICS characteristics = *Template;
    HANDLE client = NULL;
    NTSTATUS status = Register(&characteristics, &client);

    if (NT_SUCCESS(status))
        Deregister(client);
    return status;
}

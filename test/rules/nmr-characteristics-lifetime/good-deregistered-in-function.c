// The function deregisters before it returns.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

NTSTATUS Probe(const NPI_CLIENT_CHARACTERISTICS *Template)
{
    NPI_CLIENT_CHARACTERISTICS characteristics = *Template;
    HANDLE client;
    NTSTATUS status = NmrRegisterClient(&characteristics, NULL, &client);

    if (!NT_SUCCESS(status))
        return status;

    DbgPrint("registered\n");
    if (NmrDeregisterClient(client) == STATUS_PENDING)
        NmrWaitForClientDeregisterComplete(client);
    return STATUS_SUCCESS;
}

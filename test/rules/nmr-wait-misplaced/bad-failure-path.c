// The failing path waits for a deregistration that nothing has begun.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

NTSTATUS StartDevice(VOID);

extern NPI_CLIENT_CHARACTERISTICS Characteristics;
static HANDLE Client;

NTSTATUS NetStart(VOID)
{
    NTSTATUS status = NmrRegisterClient(&Characteristics, NULL, &Client);

    if (!NT_SUCCESS(status))
        return status;

    status = StartDevice();
    if (!NT_SUCCESS(status)) {
        NmrWaitForClientDeregisterComplete(Client); // want: nmr-wait-misplaced
        Client = NULL;
    }
    return status;
}

VOID NetStop(VOID)
{
    if (NmrDeregisterClient(Client) == STATUS_PENDING)
        NmrWaitForClientDeregisterComplete(Client);
}

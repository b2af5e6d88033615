// The object around a live block is assigned to another one.
#include <ntddk.h>
#include <wsk.h>

struct Client {
    WSK_REGISTRATION Registration;
    USHORT Port;
};

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };
static Client Slots[2];

NTSTATUS Start(Client *client)
{
    WSK_CLIENT_NPI npi = { client, &Dispatch };
    NTSTATUS status = WskRegister(&npi, &client->Registration);

    if (!NT_SUCCESS(status))
        return status;
    Slots[0] = *client; // want: registration-modified
    return STATUS_SUCCESS;
}

void Stop()
{
    WskDeregister(&Slots[0].Registration);
}

// The table is allocated, and the pool is not zeroed.
#include <ntddk.h>
#include <wsk.h>

#define NET_TAG 'teNx'

typedef struct _NET_CLIENT {
    WSK_REGISTRATION Registration;
    WSK_CLIENT_DISPATCH Dispatch;
    LIST_ENTRY Sockets;
} NET_CLIENT, *PNET_CLIENT;

static PNET_CLIENT g_Client;

NTSTATUS NetStart(VOID)
{
    WSK_CLIENT_NPI npi;
    NTSTATUS status;
    PNET_CLIENT client;

    client = (PNET_CLIENT)ExAllocatePoolWithTag(NonPagedPool, sizeof(NET_CLIENT), NET_TAG);
    if (client == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    InitializeListHead(&client->Sockets);
    client->Dispatch.Version = MAKE_WSK_VERSION(1, 0);

    npi.ClientContext = client;
    npi.Dispatch = &client->Dispatch;

    status = WskRegister(&npi, &client->Registration); // want: client-event-uninitialized "Reserved and WskClientEvent"
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(client, NET_TAG);
        return status;
    }

    g_Client = client;
    return STATUS_SUCCESS;
}

VOID NetStop(VOID)
{
    WskDeregister(&g_Client->Registration);
    ExFreePoolWithTag(g_Client, NET_TAG);
    g_Client = NULL;
}

// ExAllocatePool2 zeroes, and so does RtlZeroMemory.
#include <ntddk.h>
#include <wsk.h>

typedef struct _NET_CLIENT {
    WSK_REGISTRATION Registration;
    WSK_CLIENT_DISPATCH Dispatch;
} NET_CLIENT, *PNET_CLIENT;

static PNET_CLIENT g_Client;

static NTSTATUS Register(PNET_CLIENT Client)
{
    WSK_CLIENT_NPI npi;

    Client->Dispatch.Version = MAKE_WSK_VERSION(1, 0);
    npi.ClientContext = Client;
    npi.Dispatch = &Client->Dispatch;
    return WskRegister(&npi, &Client->Registration);
}

NTSTATUS StartNew(VOID)
{
    NTSTATUS status;
    PNET_CLIENT client = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(NET_CLIENT), 'teNx');

    if (client == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    status = Register(client);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(client, 'teNx');
        return status;
    }
    g_Client = client;
    return STATUS_SUCCESS;
}

NTSTATUS StartOld(VOID)
{
    NTSTATUS status;
    PNET_CLIENT client = ExAllocatePoolWithTag(NonPagedPool, sizeof(NET_CLIENT), 'teNx');

    if (client == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    RtlZeroMemory(client, sizeof(NET_CLIENT));
    status = Register(client);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(client, 'teNx');
        return status;
    }
    g_Client = client;
    return STATUS_SUCCESS;
}

VOID Stop(VOID)
{
    WskDeregister(&g_Client->Registration);
    ExFreePoolWithTag(g_Client, 'teNx');
    g_Client = NULL;
}

// Code of another file is given the table, or the object around it.
#include <ntddk.h>
#include <wsk.h>

VOID FillDispatch(PWSK_CLIENT_DISPATCH Dispatch);
VOID CopyDispatch(PVOID Client);

typedef struct _NET_CLIENT {
    WSK_REGISTRATION Registration;
    WSK_CLIENT_DISPATCH Dispatch;
} NET_CLIENT;

static const WSK_CLIENT_DISPATCH Template = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION g_Registration;

NTSTATUS Once(VOID)
{
    WSK_CLIENT_DISPATCH dispatch;
    WSK_CLIENT_NPI npi = { NULL, &dispatch };
    NTSTATUS status;

    FillDispatch(&dispatch);
    dispatch.Version = MAKE_WSK_VERSION(1, 0);
    status = WskRegister(&npi, &g_Registration);
    if (NT_SUCCESS(status))
        WskDeregister(&g_Registration);
    return status;
}

NTSTATUS Allocated(VOID)
{
    WSK_CLIENT_NPI npi;
    NTSTATUS status;
    NET_CLIENT *client = ExAllocatePoolWithTag(NonPagedPool, sizeof(NET_CLIENT), 'teNx');

    if (client == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    CopyDispatch(client);
    client->Dispatch.Version = MAKE_WSK_VERSION(1, 0);
    npi.ClientContext = client;
    npi.Dispatch = &client->Dispatch;
    status = WskRegister(&npi, &client->Registration);
    if (NT_SUCCESS(status))
        WskDeregister(&client->Registration);
    ExFreePoolWithTag(client, 'teNx');
    return status;
}

NTSTATUS Copied(VOID)
{
    WSK_CLIENT_DISPATCH dispatch;
    WSK_CLIENT_NPI npi = { NULL, &dispatch };
    NTSTATUS status;

    dispatch = Template;
    status = WskRegister(&npi, &g_Registration);
    if (NT_SUCCESS(status))
        WskDeregister(&g_Registration);
    return status;
}

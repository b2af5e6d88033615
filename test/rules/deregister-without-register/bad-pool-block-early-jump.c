// A step before the registration jumps to the label that undoes it; the block is in memory that was just allocated.
#include <ntddk.h>
#include <wsk.h>

typedef struct _CLIENT {
    WSK_REGISTRATION Registration;
    PIO_WORKITEM Item;
} CLIENT, *PCLIENT;

static const WSK_CLIENT_DISPATCH Table = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS ClientCreate(PDEVICE_OBJECT DeviceObject, PCLIENT *Result)
{
    WSK_CLIENT_NPI npi = { NULL, &Table };
    NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;
    PCLIENT client = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(CLIENT), 'tnlC');

    if (client == NULL) {
        return status;
    }
    client->Item = IoAllocateWorkItem(DeviceObject);
    if (client->Item == NULL) {
        goto Unregister;
    }
    status = WskRegister(&npi, &client->Registration);
    if (!NT_SUCCESS(status)) {
        goto FreeItem;
    }
    status = IoRegisterShutdownNotification(DeviceObject);
    if (NT_SUCCESS(status)) {
        *Result = client;
        return status;
    }

Unregister:
    WskDeregister(&client->Registration); // want: deregister-without-register
FreeItem:
    if (client->Item != NULL) {
        IoFreeWorkItem(client->Item);
    }
    ExFreePoolWithTag(client, 'tnlC');
    return status;
}

VOID ClientDelete(PCLIENT client)
{
    WskDeregister(&client->Registration);
    IoFreeWorkItem(client->Item);
    ExFreePoolWithTag(client, 'tnlC');
}

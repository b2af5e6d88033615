// The table lives in the same context as the registration and is freed after it.
#include <ntddk.h>
#include <wsk.h>

typedef struct _PORT {
    WSK_CLIENT_DISPATCH Dispatch;
    WSK_REGISTRATION Registration;
} PORT, *PPORT;

PPORT PortCreate(PFN_WSK_CLIENT_EVENT Event)
{
    WSK_CLIENT_NPI npi;
    PPORT port = (PPORT)ExAllocatePoolZero(NonPagedPoolNx, sizeof(PORT), 'troP');

    if (port == NULL) {
        return NULL;
    }

    port->Dispatch.Version = MAKE_WSK_VERSION(1, 0);
    port->Dispatch.Reserved = 0;
    port->Dispatch.WskClientEvent = Event;

    npi.ClientContext = port;
    npi.Dispatch = &port->Dispatch;
    if (!NT_SUCCESS(WskRegister(&npi, &port->Registration))) {
        ExFreePoolWithTag(port, 'troP');
        return NULL;
    }
    return port;
}

VOID PortDelete(PPORT Port)
{
    WskDeregister(&Port->Registration);
    ExFreePoolWithTag(Port, 'troP');
}

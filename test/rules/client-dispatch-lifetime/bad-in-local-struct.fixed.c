// The table is a member of a local set-up structure.
#include <ntddk.h>
#include <wsk.h>

typedef struct _WSK_SETUP {
    WSK_CLIENT_NPI Npi;
    WSK_CLIENT_DISPATCH Dispatch;
} WSK_SETUP;

typedef struct _PORT {
    WSK_REGISTRATION Registration;
} PORT, *PPORT;

NTSTATUS PortRegister(PPORT Port)
{
    static WSK_SETUP setup;

    setup.Dispatch.Version = MAKE_WSK_VERSION(1, 0);
    setup.Dispatch.Reserved = 0;
    setup.Dispatch.WskClientEvent = NULL;
    setup.Npi.ClientContext = Port;
    setup.Npi.Dispatch = &setup.Dispatch;

    return WskRegister(&setup.Npi, &Port->Registration);
}

VOID PortDeregister(PPORT Port)
{
    WskDeregister(&Port->Registration);
}

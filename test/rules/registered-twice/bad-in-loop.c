// A loop registers one global block for each connection.
#include <ntddk.h>
#include <wsk.h>

#define CONNECTIONS 4

typedef struct _CONNECTION {
    ULONG Id;
    WSK_PROVIDER_NPI Npi;
} CONNECTION;

static const WSK_CLIENT_DISPATCH NbdDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION NbdRegistration;
static CONNECTION NbdConnections[CONNECTIONS];

NTSTATUS NbdConnectAll(VOID)
{
    NTSTATUS status = STATUS_SUCCESS;
    WSK_CLIENT_NPI npi = { NULL, &NbdDispatch };
    ULONG i;

    for (i = 0; i < CONNECTIONS; i++) {
        NbdConnections[i].Id = i;
        status = WskRegister(&npi, &NbdRegistration); // want: registered-twice
        if (!NT_SUCCESS(status)) {
            break;
        }
    }

    if (!NT_SUCCESS(status) && i > 0) {
        WskDeregister(&NbdRegistration);
    }
    return status;
}

VOID NbdDisconnectAll(VOID)
{
    WskDeregister(&NbdRegistration);
}

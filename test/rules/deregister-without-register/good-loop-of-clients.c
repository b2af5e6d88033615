// Four blocks in a loop; the clean-up deregisters only those before the one that failed.
#include <ntddk.h>
#include <wsk.h>

#define CLIENTS 4

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registrations[CLIENTS];

NTSTATUS RegisterAll(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    NTSTATUS status;
    ULONG i;

    for (i = 0; i < CLIENTS; i++) {
        status = WskRegister(&npi, &Registrations[i]);
        if (!NT_SUCCESS(status)) {
            while (i > 0) {
                i--;
                WskDeregister(&Registrations[i]);
            }
            return status;
        }
    }
    return STATUS_SUCCESS;
}

VOID DeregisterAll(VOID)
{
    ULONG i;

    for (i = 0; i < CLIENTS; i++) {
        WskDeregister(&Registrations[i]);
    }
}

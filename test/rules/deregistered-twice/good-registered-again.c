// Deregister, register again, deregister: balanced.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS Cycle(ULONG Rounds)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    NTSTATUS status = STATUS_SUCCESS;

    while (Rounds-- > 0) {
        status = WskRegister(&npi, &Registration);
        if (!NT_SUCCESS(status))
            break;
        WskDeregister(&Registration);
    }
    return status;
}

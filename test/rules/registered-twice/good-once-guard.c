// A static flag lets the per-connection routine register only the first time.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static BOOLEAN Registered;

static NTSTATUS EnsureRegistered(VOID)
{
    NTSTATUS status = STATUS_SUCCESS;
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };

    if (!Registered) {
        status = WskRegister(&npi, &Registration);
        if (NT_SUCCESS(status)) {
            Registered = TRUE;
        }
    }
    return status;
}

NTSTATUS ConnectPair(VOID)
{
    NTSTATUS status = EnsureRegistered();

    if (NT_SUCCESS(status)) {
        status = EnsureRegistered();
    }
    return status;
}

VOID Shutdown(VOID)
{
    if (Registered) {
        Registered = FALSE;
        WskDeregister(&Registration);
    }
}

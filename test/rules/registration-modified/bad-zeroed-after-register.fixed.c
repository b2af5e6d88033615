// The block is zeroed while it is registered.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS Start(VOID)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };

    status = WskRegister(&npi, &Registration);
    if (!NT_SUCCESS(status))
        return status;

    return STATUS_SUCCESS;
}

VOID Stop(VOID)
{
    WskDeregister(&Registration);
}

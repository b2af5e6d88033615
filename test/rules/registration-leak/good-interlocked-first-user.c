// The first user is found with an interlocked counter, and counts back when it fails.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static LONG Users;

NTSTATUS NetOpen(VOID)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };

    if (InterlockedIncrement(&Users) != 1)
        return STATUS_SUCCESS;

    status = WskRegister(&npi, &Registration);
    if (!NT_SUCCESS(status))
        InterlockedDecrement(&Users);
    return status;
}

VOID NetClose(VOID)
{
    if (InterlockedDecrement(&Users) == 0)
        WskDeregister(&Registration);
}

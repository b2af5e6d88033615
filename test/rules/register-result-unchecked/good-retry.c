// The status is overwritten by another try of the same call, and tested each time.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS SvcRegister(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    NTSTATUS status;
    int tries = 0;

    do {
        status = WskRegister(&npi, &Registration);
    } while (status == STATUS_INSUFFICIENT_RESOURCES && ++tries < 3);

    return status;
}

VOID SvcDeregister(VOID)
{
    WskDeregister(&Registration);
}

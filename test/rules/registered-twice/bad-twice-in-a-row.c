// The same block is registered a second time without being deregistered.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS TwoStep(VOID)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };

    status = WskRegister(&npi, &Registration);
    if (!NT_SUCCESS(status))
        return status;

    npi.ClientContext = &Registration;
    status = WskRegister(&npi, &Registration); // want: registered-twice
    if (!NT_SUCCESS(status))
        WskDeregister(&Registration);

    return status;
}

VOID TwoStop(VOID)
{
    WskDeregister(&Registration);
}

// A static local lasts as long as the driver.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;

NTSTATUS NetBegin(VOID)
{
    static CONST WSK_CLIENT_DISPATCH Dispatch = { .Version = MAKE_WSK_VERSION(1, 0) };
    WSK_CLIENT_NPI Npi = { .Dispatch = &Dispatch };

    return WskRegister(&Npi, &Registration);
}

VOID NetEnd(VOID)
{
    WskDeregister(&Registration);
}

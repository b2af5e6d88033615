// Local table and local NPI, both with designated initialisers; only the table is wrong.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;

static NTSTATUS WskUp(VOID)
{
    static WSK_CLIENT_DISPATCH Dispatch = { .Version = MAKE_WSK_VERSION(1, 0) };
    WSK_CLIENT_NPI Npi = { .Dispatch = &Dispatch };

    return WskRegister(&Npi, &Registration);
}

NTSTATUS NetBegin(VOID)
{
    return WskUp();
}

VOID NetEnd(VOID)
{
    WskDeregister(&Registration);
}

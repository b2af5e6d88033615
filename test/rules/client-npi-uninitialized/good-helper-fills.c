// A helper fills the structure through a pointer.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

static VOID FillNpi(PWSK_CLIENT_NPI Npi, PVOID Context)
{
    Npi->ClientContext = Context;
    Npi->Dispatch = &Dispatch;
}

NTSTATUS Start(PVOID Context)
{
    WSK_CLIENT_NPI npi;

    FillNpi(&npi, Context);
    return WskRegister(&npi, &Registration);
}

VOID Stop(VOID)
{
    WskDeregister(&Registration);
}

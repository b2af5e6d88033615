// Aggregate initialisers in several spellings, static storage, zeroing.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION R[6];
static WSK_CLIENT_NPI StaticNpi = { .Dispatch = &Dispatch };

NTSTATUS A(VOID)
{
    WSK_CLIENT_NPI npi = { .Dispatch = &Dispatch };
    return WskRegister(&npi, &R[0]);
}

NTSTATUS B(VOID)
{
    WSK_CLIENT_NPI npi = { 0 };
    npi.Dispatch = &Dispatch;
    return WskRegister(&npi, &R[1]);
}

NTSTATUS C(VOID)
{
    WSK_CLIENT_NPI npi;
    RtlZeroMemory(&npi, sizeof(npi));
    npi.Dispatch = &Dispatch;
    return WskRegister(&npi, &R[2]);
}

NTSTATUS D(VOID)
{
    return WskRegister(&StaticNpi, &R[3]);
}

NTSTATUS E(PVOID Context)
{
    WSK_CLIENT_NPI npi;
    npi = (WSK_CLIENT_NPI){ Context, &Dispatch };
    return WskRegister(&npi, &R[4]);
}

NTSTATUS F(VOID)
{
    WSK_CLIENT_NPI npi = StaticNpi;
    return WskRegister(&npi, &R[5]);
}

VOID Stop(ULONG Which)
{
    WskDeregister(&R[Which]);
}

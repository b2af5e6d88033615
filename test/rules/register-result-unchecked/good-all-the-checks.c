// The many ways to look at the result, each of them enough.
#include <ntddk.h>
#include <wsk.h>

#define WS_FAILED(s) (((NTSTATUS)(s)) < 0)

static const WSK_CLIENT_DISPATCH D = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION R1, R2, R3, R4, R5, R6, R7;

NTSTATUS One(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &D };
    NTSTATUS s = WskRegister(&npi, &R1);
    return s;
}

BOOLEAN Two(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &D };
    return NT_SUCCESS(WskRegister(&npi, &R2));
}

NTSTATUS Three(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &D };
    NTSTATUS s;

    if ((s = WskRegister(&npi, &R3)) != STATUS_SUCCESS)
        return s;
    WskDeregister(&R3);
    return s;
}

NTSTATUS Four(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &D };
    NTSTATUS s = WskRegister(&npi, &R4);

    if (WS_FAILED(s))
        return s;
    WskDeregister(&R4);
    return STATUS_SUCCESS;
}

int Five(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &D };
    return WskRegister(&npi, &R5) >= 0 ? 1 : 0;
}

NTSTATUS Six(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &D };
    return WskRegister(&npi, &R6);
}

VOID Seven(PNTSTATUS Result)
{
    WSK_CLIENT_NPI npi = { NULL, &D };
    *Result = WskRegister(&npi, &R7);
}

VOID StopAll(VOID)
{
    WskDeregister(&R1);
    WskDeregister(&R2);
    WskDeregister(&R5);
    WskDeregister(&R6);
    WskDeregister(&R7);
}

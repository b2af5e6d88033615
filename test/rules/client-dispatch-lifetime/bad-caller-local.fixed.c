// The table is a local of the caller, handed to a helper that registers with it.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION ObRegistration;

static NTSTATUS ObRegisterWith(PWSK_CLIENT_DISPATCH Table)
{
    WSK_CLIENT_NPI npi = { NULL, Table };

    return WskRegister(&npi, &ObRegistration);
}

NTSTATUS ObStart(VOID)
{
    static WSK_CLIENT_DISPATCH table = { MAKE_WSK_VERSION(1, 0), 0, NULL };

    return ObRegisterWith(&table);
}

VOID ObStop(VOID)
{
    WskDeregister(&ObRegistration);
}

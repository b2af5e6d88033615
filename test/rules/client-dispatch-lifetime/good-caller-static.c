// A helper registers with the table that it gets; the only caller hands it a static one.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH ObTable = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION ObRegistration;

static NTSTATUS ObRegisterWith(const WSK_CLIENT_DISPATCH *Table)
{
    WSK_CLIENT_NPI npi = { NULL, Table };

    return WskRegister(&npi, &ObRegistration);
}

NTSTATUS ObStart(VOID)
{
    return ObRegisterWith(&ObTable);
}

VOID ObStop(VOID)
{
    WskDeregister(&ObRegistration);
}

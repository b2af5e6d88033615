// A static local block lasts as long as the driver.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

PWSK_REGISTRATION AcquireBlock(VOID)
{
    static WSK_REGISTRATION registration;
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };

    return NT_SUCCESS(WskRegister(&npi, &registration)) ? &registration : NULL;
}

VOID ReleaseBlock(PWSK_REGISTRATION Block)
{
    WskDeregister(Block);
}

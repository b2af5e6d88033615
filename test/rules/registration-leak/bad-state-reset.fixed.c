// After the failure the state is set back to a constant of another header: nobody will clean up.
#include <ntddk.h>
#include <wsk.h>
#include "link.h"

static const WSK_CLIENT_DISPATCH LinkDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION LinkRegistration;
static WSK_PROVIDER_NPI LinkProvider;
static volatile LONG LinkState = LINK_DOWN;

NTSTATUS LinkUp(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &LinkDispatch };
    NTSTATUS status;

    if (InterlockedCompareExchange(&LinkState, LINK_RISING, LINK_DOWN) != LINK_DOWN)
        return STATUS_ALREADY_REGISTERED;

    status = WskRegister(&client, &LinkRegistration);
    if (!NT_SUCCESS(status)) {
        InterlockedExchange(&LinkState, LINK_DOWN);
        return status;
    }

    status = WskCaptureProviderNPI(&LinkRegistration, 1000, &LinkProvider);
    if (!NT_SUCCESS(status)) {
        InterlockedExchange(&LinkState, LINK_DOWN);
        WskDeregister(&LinkRegistration);
        return status;
    }

    InterlockedExchange(&LinkState, LINK_UP);
    return STATUS_SUCCESS;
}

VOID LinkDrop(VOID)
{
    if (InterlockedCompareExchange(&LinkState, LINK_FALLING, LINK_UP) != LINK_UP)
        return;
    WskReleaseProviderNPI(&LinkRegistration);
    WskDeregister(&LinkRegistration);
    InterlockedExchange(&LinkState, LINK_DOWN);
}

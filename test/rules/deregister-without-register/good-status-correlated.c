// The second test of the same status keeps the failing path away from the deregistration.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH NetDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION NetRegistration;

NTSTATUS NetSelfTest(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &NetDispatch };
    NTSTATUS status = WskRegister(&npi, &NetRegistration);

    if (NT_SUCCESS(status))
        DbgPrint("registered\n");
    else
        DbgPrint("not registered: 0x%08lx\n", status);

    if (status >= 0)
        WskDeregister(&NetRegistration);

    return status;
}

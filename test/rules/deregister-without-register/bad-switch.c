// All cases of the switch but success fall through to the deregistration.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH NetDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION NetRegistration;

NTSTATUS NetSelfTest(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &NetDispatch };
    NTSTATUS status = WskRegister(&npi, &NetRegistration);

    switch (status) {
    case STATUS_SUCCESS:
        DbgPrint("registered\n");
        break;
    case STATUS_INSUFFICIENT_RESOURCES:
        DbgPrint("no memory\n");
        break;
    default:
        return status;
    }

    WskDeregister(&NetRegistration); // want: deregister-without-register
    return status;
}

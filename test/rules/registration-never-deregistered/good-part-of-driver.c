// DriverEntry and the unload routine are in files that are not there.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
WSK_REGISTRATION PartRegistration;

NTSTATUS PartStart(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };

    return WskRegister(&client, &PartRegistration);
}

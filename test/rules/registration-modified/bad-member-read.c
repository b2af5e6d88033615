// A Reserved member is read as "is registered": a warning.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS Start(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    return WskRegister(&npi, &Registration);
}

VOID Stop(VOID)
{
    if (Registration.ReservedRegistrationContext != NULL) { // want: registration-modified warning
        WskDeregister(&Registration);
    }
}

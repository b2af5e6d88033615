// A Reserved member serves as "is registered" flag.
#include <ntddk.h>
#include <wsk.h>

typedef struct _NET {
    WSK_REGISTRATION Registration;
} NET, *PNET;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS NetUp(PNET Net)
{
    WSK_CLIENT_NPI npi = { Net, &Dispatch };
    NTSTATUS status = WskRegister(&npi, &Net->Registration);

    if (NT_SUCCESS(status)) {
    }
    return status;
}

VOID NetDown(PNET Net)
{
    WskDeregister(&Net->Registration);
}

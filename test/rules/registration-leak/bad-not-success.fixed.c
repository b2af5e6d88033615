// The failure is told by a comparison with STATUS_SUCCESS, of the result of a function in another file.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS OpenTheSocket(VOID);
BOOLEAN CheckVersion(ULONG Major, ULONG Minor);

NTSTATUS Start(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status;

    status = WskRegister(&client, &Registration);
    if (status != STATUS_SUCCESS)
        return status;

    status = OpenTheSocket();
    if (status != STATUS_SUCCESS)
        goto Deregister;

    if (!CheckVersion(6, 1)) {
        status = STATUS_NOT_SUPPORTED;
        goto Deregister;
    }
    return STATUS_SUCCESS;

Deregister:
    WskDeregister(&Registration);
    return status;
}

VOID Stop(VOID)
{
    WskDeregister(&Registration);
}

// Version and Reserved are set, the callback is whatever was on the stack.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;

NTSTATUS Probe(VOID)
{
    NTSTATUS status;
    WSK_CLIENT_DISPATCH dispatch;
    WSK_CLIENT_NPI npi;

    dispatch.Version = MAKE_WSK_VERSION(1, 0);
    dispatch.WskClientEvent = NULL;
    dispatch.Reserved = 0;
    npi.ClientContext = NULL;
    npi.Dispatch = &dispatch;

    status = WskRegister(&npi, &Registration);
    if (!NT_SUCCESS(status))
        return status;

    WskDeregister(&Registration);
    return STATUS_SUCCESS;
}

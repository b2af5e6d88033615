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
    dispatch.Reserved = 0;
    npi.ClientContext = NULL;
    npi.Dispatch = &dispatch;

    status = WskRegister(&npi, &Registration); // want: client-event-uninitialized "value in WskClientEvent"
    if (!NT_SUCCESS(status))
        return status;

    WskDeregister(&Registration);
    return STATUS_SUCCESS;
}

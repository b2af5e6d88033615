// Members that an initialiser leaves out are NULL.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;

NTSTATUS ProbeDesignated(VOID)
{
    WSK_CLIENT_DISPATCH dispatch = { .Version = MAKE_WSK_VERSION(1, 0) };
    WSK_CLIENT_NPI npi = { NULL, &dispatch };
    NTSTATUS status = WskRegister(&npi, &Registration);

    if (NT_SUCCESS(status))
        WskDeregister(&Registration);
    return status;
}

NTSTATUS ProbeZeroed(VOID)
{
    WSK_CLIENT_DISPATCH dispatch;
    WSK_CLIENT_NPI npi;
    NTSTATUS status;

    RtlZeroMemory(&dispatch, sizeof(dispatch));
    dispatch.Version = MAKE_WSK_VERSION(1, 0);
    npi.ClientContext = NULL;
    npi.Dispatch = &dispatch;
    status = WskRegister(&npi, &Registration);
    if (NT_SUCCESS(status))
        WskDeregister(&Registration);
    return status;
}

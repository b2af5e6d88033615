// Whether the block is still registered is kept in a flag.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static BOOLEAN Registered;

NTSTATUS Open(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    NTSTATUS status = WskRegister(&npi, &Registration);

    Registered = NT_SUCCESS(status);
    return status;
}

VOID Close(VOID)
{
    if (Registered) {
        WskDeregister(&Registration);
        Registered = FALSE;
    }
}

NTSTATUS Probe(BOOLEAN Last)
{
    NTSTATUS status;

    if (Last)
        Close();
    if (!Registered)
        return STATUS_DEVICE_NOT_READY;
    status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
    if (NT_SUCCESS(status))
        WskReleaseProviderNPI(&Registration);
    return status;
}

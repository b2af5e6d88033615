// Two captures at start, two releases at stop.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI First, Second;

NTSTATUS Start(VOID)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };

    status = WskRegister(&npi, &Registration);
    if (!NT_SUCCESS(status))
        return status;

    status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &First);
    if (!NT_SUCCESS(status))
        goto Deregister;

    status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Second);
    if (!NT_SUCCESS(status))
        goto Release;

    return STATUS_SUCCESS;

Release:
    WskReleaseProviderNPI(&Registration);
Deregister:
    WskDeregister(&Registration);
    return status;
}

VOID Stop(VOID)
{
    WskReleaseProviderNPI(&Registration);
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

// The retry forgets that the clean-up has deregistered.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

NTSTATUS NetUp(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    NTSTATUS status = WskRegister(&npi, &Registration);

    if (!NT_SUCCESS(status))
        return status;

    status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
        status = WskCaptureProviderNPI(&Registration, 1000, &Provider); // want: capture-after-deregister warning
    }
    return status;
}

VOID NetDown(VOID)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

// A backward goto tries again, with the registration ended before.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

NTSTATUS Attach(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    NTSTATUS status;
    int tries = 0;

again:
    status = WskRegister(&npi, &Registration);
    if (!NT_SUCCESS(status))
        return status;

    status = WskCaptureProviderNPI(&Registration, 1000, &Provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
        if (++tries < 3)
            goto again;
    }
    return status;
}

VOID Detach(VOID)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

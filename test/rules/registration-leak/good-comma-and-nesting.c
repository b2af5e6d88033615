// Comma operators, nested ternaries and a status that is saved around the clean-up.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

NTSTATUS Begin(VOID)
{
    NTSTATUS status, saved;
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };

    if (status = WskRegister(&npi, &Registration), !NT_SUCCESS(status))
        return status;

    if (status = WskCaptureProviderNPI(&Registration, 100, &Provider), NT_SUCCESS(status))
        return status;

    saved = status;
    WskDeregister(&Registration);
    status = STATUS_SUCCESS;
    return saved == STATUS_DEVICE_NOT_READY ? STATUS_RETRY : saved;
}

VOID End(VOID)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

// In a success chain the clean-up releases by the flag of the registration.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

NTSTATUS ChainInit(VOID)
{
    NTSTATUS status;
    BOOLEAN registered;
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };

    status = WskRegister(&npi, &Registration);
    registered = NT_SUCCESS(status);

    if (NT_SUCCESS(status))
        status = WskCaptureProviderNPI(&Registration, 100, &Provider);

    if (!NT_SUCCESS(status) && registered) {
        WskReleaseProviderNPI(&Registration); // want: release-without-capture
        WskDeregister(&Registration);
    }

    return status;
}

VOID ChainExit(VOID)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

// Registered, queried, captured, released and deregistered in one function, in that order.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS Survey(PWSK_PROVIDER_CHARACTERISTICS Range, PUSHORT Version)
{
    WSK_REGISTRATION registration;
    WSK_PROVIDER_NPI provider;
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    NTSTATUS status = WskRegister(&npi, &registration);

    if (!NT_SUCCESS(status))
        return status;

    status = WskQueryProviderCharacteristics(&registration, Range);
    if (NT_SUCCESS(status)) {
        status = WskCaptureProviderNPI(&registration, WSK_NO_WAIT, &provider);
        if (NT_SUCCESS(status)) {
            *Version = provider.Dispatch->Version;
            WskReleaseProviderNPI(&registration);
        }
    }

    WskDeregister(&registration);
    return status;
}

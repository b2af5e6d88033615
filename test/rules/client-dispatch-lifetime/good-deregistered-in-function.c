// A local table is fine when the registration ends in the same function on every path.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION ProbeRegistration;

NTSTATUS ProbeRange(PWSK_PROVIDER_CHARACTERISTICS Range)
{
    WSK_CLIENT_DISPATCH dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
    WSK_CLIENT_NPI npi = { NULL, &dispatch };
    NTSTATUS status;

    status = WskRegister(&npi, &ProbeRegistration);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = WskQueryProviderCharacteristics(&ProbeRegistration, Range);
    WskDeregister(&ProbeRegistration);
    return status;
}

// A local block is fine when every path deregisters it before the function is left.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS QueryRange(PWSK_PROVIDER_CHARACTERISTICS Range)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    WSK_REGISTRATION registration;
    NTSTATUS status;

    status = WskRegister(&npi, &registration);
    if (NT_SUCCESS(status)) {
        status = WskQueryProviderCharacteristics(&registration, Range);
        WskDeregister(&registration);
    }
    return status;
}

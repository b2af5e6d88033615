// One call in each of two branches.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS Probe(PWSK_PROVIDER_CHARACTERISTICS Range)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };

    status = WskRegister(&npi, &Registration);
    if (!NT_SUCCESS(status))
        return status;

    status = WskQueryProviderCharacteristics(&Registration, Range);
    if (NT_SUCCESS(status)) {
        DbgPrint("%x\n", Range->HighestVersion);
        WskDeregister(&Registration);
    } else {
        WskDeregister(&Registration);
    }
    return status;
}

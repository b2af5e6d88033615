// Once in the finally block and once behind it.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS Sample(PULONG Result)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    WSK_PROVIDER_CHARACTERISTICS range;

    status = WskRegister(&npi, &Registration);
    if (NT_ERROR(status))
        return status;

    __try {
        status = WskQueryProviderCharacteristics(&Registration, &range);
        if (!NT_SUCCESS(status)) {
            __leave;
        }
        *Result = range.HighestVersion;
    }
    __finally {
        WskDeregister(&Registration);
    }

    if (!NT_SUCCESS(status)) {
    }
    return status;
}

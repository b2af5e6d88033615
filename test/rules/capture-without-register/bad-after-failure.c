// Queried on the path where the registration failed.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS Start(PWSK_PROVIDER_CHARACTERISTICS Range)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };

    status = WskRegister(&npi, &Registration);
    if (!NT_SUCCESS(status)) {
        if (NT_SUCCESS(WskQueryProviderCharacteristics(&Registration, Range))) { // want: capture-without-register
            DbgPrint("range %x..%x\n", Range->LowestVersion, Range->HighestVersion);
        }
        return status;
    }
    return STATUS_SUCCESS;
}

VOID Stop(VOID)
{
    WskDeregister(&Registration);
}

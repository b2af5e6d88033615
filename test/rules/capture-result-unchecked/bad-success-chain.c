// The control call in the chain forgets to ask the status.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION Registration;

NTSTATUS DisableTdi(BOOLEAN Really)
{
    WSK_PROVIDER_NPI npi;
    ULONG behavior = 1;
    NTSTATUS status = STATUS_SUCCESS;
    BOOLEAN captured = FALSE;

    if (!Really)
        return status;

    status = WskCaptureProviderNPI(&Registration, 100, &npi);
    if (NT_SUCCESS(status))
        captured = TRUE;

    if (Really)
        status = npi.Dispatch->WskControlClient( // want: capture-result-unchecked
            npi.Client, WSK_TDI_BEHAVIOR, sizeof(behavior), &behavior, 0, NULL, NULL, NULL);

    if (captured)
        WskReleaseProviderNPI(&Registration);
    return status;
}

// Released and returned in one branch, used in the other.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION Registration;

NTSTATUS DisableTdi(BOOLEAN Really)
{
    NTSTATUS status;
    WSK_PROVIDER_NPI npi;
    ULONG behavior = 1;

    status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &npi);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    if (!Really) {
        WskReleaseProviderNPI(&Registration);
        return STATUS_SUCCESS;
    }

    status = npi.Dispatch->WskControlClient(
        npi.Client, WSK_TDI_BEHAVIOR, sizeof(behavior), &behavior, 0, NULL, NULL, NULL);
    WskReleaseProviderNPI(&Registration);
    return status;
}

// Released one statement too early.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION Registration;

NTSTATUS DisableTdi(VOID)
{
    NTSTATUS status;
    WSK_PROVIDER_NPI npi;
    ULONG behavior = 1;

    status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &npi);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    WskReleaseProviderNPI(&Registration);

    return npi.Dispatch->WskControlClient( // want: provider-npi-used-after-release
        npi.Client, WSK_TDI_BEHAVIOR, sizeof(behavior), &behavior, 0, NULL, NULL, NULL);
}

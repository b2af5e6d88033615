// Only one failure is told apart; with any other the code goes on to use the NPI.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION UsbRegistration;

NTSTATUS UsbDisableTdi(VOID)
{
    NTSTATUS status;
    WSK_PROVIDER_NPI provider;
    ULONG flag = 1;

    status = WskCaptureProviderNPI(&UsbRegistration, WSK_NO_WAIT, &provider);
    if (status == STATUS_DEVICE_NOT_READY) {
        return STATUS_RETRY;
    }

    status = provider.Dispatch->WskControlClient( // want: capture-result-unchecked
        provider.Client, WSK_TDI_BEHAVIOR, sizeof(flag), &flag, 0, NULL, NULL, NULL);
    WskReleaseProviderNPI(&UsbRegistration);
    return status;
}

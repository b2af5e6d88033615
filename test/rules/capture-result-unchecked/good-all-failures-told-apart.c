// A switch that lets only STATUS_SUCCESS through.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION UsbRegistration;

NTSTATUS UsbDisableTdi(VOID)
{
    NTSTATUS status;
    WSK_PROVIDER_NPI provider;
    WSK_PROVIDER_CHARACTERISTICS range;
    ULONG flag = 1;

    status = WskCaptureProviderNPI(&UsbRegistration, WSK_NO_WAIT, &provider);
    switch (status) {
    case STATUS_SUCCESS:
        break;
    case STATUS_DEVICE_NOT_READY:
        return STATUS_RETRY;
    case STATUS_NOINTERFACE:
        if (NT_SUCCESS(WskQueryProviderCharacteristics(&UsbRegistration, &range)))
            DbgPrint("provider %x..%x\n", range.LowestVersion, range.HighestVersion);
        return status;
    default:
        return status;
    }

    status = provider.Dispatch->WskControlClient(
        provider.Client, WSK_TDI_BEHAVIOR, sizeof(flag), &flag, 0, NULL, NULL, NULL);
    WskReleaseProviderNPI(&UsbRegistration);
    return status;
}

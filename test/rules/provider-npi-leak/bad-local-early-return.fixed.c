// A local NPI in a worker routine: the early return after a failed control call keeps it captured.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION TdiRegistration;

NTSTATUS
TdiDisableMapping(
    VOID
    )
{
    NTSTATUS status;
    WSK_PROVIDER_NPI providerNpi;
    ULONG behavior = 1;

    status = WskCaptureProviderNPI(&TdiRegistration, WSK_INFINITE_WAIT, &providerNpi);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = providerNpi.Dispatch->WskControlClient(
        providerNpi.Client, WSK_TDI_BEHAVIOR, sizeof(behavior), &behavior, 0, NULL, NULL, NULL);
    if (!NT_SUCCESS(status)) {
        WskReleaseProviderNPI(&TdiRegistration);
        return status;
    }

    WskReleaseProviderNPI(&TdiRegistration);
    return STATUS_SUCCESS;
}

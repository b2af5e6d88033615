// The capture hides in a wrapper that fills the caller's local; the caller leaves one path without a release.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION VolRegistration;

static NTSTATUS VolGetProvider(_Out_ PWSK_PROVIDER_NPI Provider)
{
    return WskCaptureProviderNPI(&VolRegistration, WSK_INFINITE_WAIT, Provider);
}

static VOID VolPutProvider(VOID)
{
    WskReleaseProviderNPI(&VolRegistration);
}

NTSTATUS VolCheckProvider(USHORT Wanted)
{
    WSK_PROVIDER_NPI provider;
    NTSTATUS status = VolGetProvider(&provider);

    if (!NT_SUCCESS(status)) {
        return status;
    }

    if (provider.Dispatch->Version < Wanted) {
        VolPutProvider();
        return STATUS_REVISION_MISMATCH;
    }

    VolPutProvider();
    return STATUS_SUCCESS;
}

// Wrappers for capture and release; every exit of the caller goes through the second one.
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

    if (NT_SUCCESS(status)) {
        if (provider.Dispatch->Version < Wanted) {
            status = STATUS_REVISION_MISMATCH;
        }
        VolPutProvider();
    }
    return status;
}

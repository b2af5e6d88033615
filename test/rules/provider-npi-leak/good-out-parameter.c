// The NPI belongs to the caller; success hands it over, failure never had it.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION PoolRegistration;

_Must_inspect_result_
NTSTATUS
PoolReferenceProvider(
    _Out_ PWSK_PROVIDER_NPI Provider,
    _In_ BOOLEAN MayWait
    )
{
    NTSTATUS status = WskCaptureProviderNPI(
        &PoolRegistration, MayWait ? WSK_INFINITE_WAIT : WSK_NO_WAIT, Provider);

    if (NT_SUCCESS(status) && Provider->Dispatch->Version != MAKE_WSK_VERSION(1, 0)) {
        WskReleaseProviderNPI(&PoolRegistration);
        status = STATUS_NOINTERFACE;
    }
    return status;
}

VOID
PoolDereferenceProvider(
    VOID
    )
{
    WskReleaseProviderNPI(&PoolRegistration);
}

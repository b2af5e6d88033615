// The test of the result is the wrong way round.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION Registration;

NTSTATUS FreeList(PADDRINFOEXW List)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS status;

    status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &npi);
    if (NT_SUCCESS(status)) {
        return status;
    }

    npi.Dispatch->WskFreeAddressInfo(npi.Client, List); // want: capture-result-unchecked
    WskReleaseProviderNPI(&Registration);
    return STATUS_SUCCESS;
}

// The second reference is still held when the first has been given back.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION Registration;

NTSTATUS Twice(PADDRINFOEXW List)
{
    WSK_PROVIDER_NPI outer, inner;
    NTSTATUS status;

    status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &outer);
    if (!NT_SUCCESS(status))
        return status;

    status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &inner);
    if (NT_SUCCESS(status)) {
        DbgPrint("%x\n", inner.Dispatch->Version);
        WskReleaseProviderNPI(&Registration);
    }

    outer.Dispatch->WskFreeAddressInfo(outer.Client, List);
    WskReleaseProviderNPI(&Registration);
    return STATUS_SUCCESS;
}

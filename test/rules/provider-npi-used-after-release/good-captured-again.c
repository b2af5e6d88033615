// Released, captured again, used.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION FreeRegistration;

VOID FreeTwo(PADDRINFOEXW First, PADDRINFOEXW Second)
{
    WSK_PROVIDER_NPI npi;

    if (NT_SUCCESS(WskCaptureProviderNPI(&FreeRegistration, WSK_INFINITE_WAIT, &npi))) {
        npi.Dispatch->WskFreeAddressInfo(npi.Client, First);
        WskReleaseProviderNPI(&FreeRegistration);
    }

    if (NT_SUCCESS(WskCaptureProviderNPI(&FreeRegistration, WSK_INFINITE_WAIT, &npi))) {
        npi.Dispatch->WskFreeAddressInfo(npi.Client, Second);
        WskReleaseProviderNPI(&FreeRegistration);
    }
}

// The release slipped above the loop that still needs the table.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION FreeRegistration;

VOID FreeAll(PADDRINFOEXW *Lists, ULONG Count)
{
    WSK_PROVIDER_NPI npi;
    ULONG i;

    if (!NT_SUCCESS(WskCaptureProviderNPI(&FreeRegistration, WSK_INFINITE_WAIT, &npi)))
        return;

    i = 0;
    WskReleaseProviderNPI(&FreeRegistration);
    while (i < Count) {
        npi.Dispatch->WskFreeAddressInfo(npi.Client, Lists[i]); // want: provider-npi-used-after-release
        i++;
    }
}

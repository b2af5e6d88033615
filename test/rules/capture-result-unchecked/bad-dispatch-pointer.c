// The table is reached through a local pointer taken from an NPI that may not have been filled.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION PeerRegistration;

VOID PeerFree(PADDRINFOEXW Info)
{
    WSK_PROVIDER_NPI npi;
    const WSK_PROVIDER_DISPATCH *dispatch;
    BOOLEAN ok;

    ok = NT_SUCCESS(WskCaptureProviderNPI(&PeerRegistration, WSK_INFINITE_WAIT, &npi));
    dispatch = npi.Dispatch;

    dispatch->WskFreeAddressInfo(npi.Client, Info); // want: capture-result-unchecked

    if (ok) {
        WskReleaseProviderNPI(&PeerRegistration);
    }
}

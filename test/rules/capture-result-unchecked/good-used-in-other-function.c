// The NPI is captured by the init routine; other routines use it without asking again.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION *PeerRegistration;
static WSK_PROVIDER_NPI PeerNpi;

NTSTATUS PeerAttach(PWSK_REGISTRATION Registration)
{
    PeerRegistration = Registration;
    return WskCaptureProviderNPI(Registration, WSK_INFINITE_WAIT, &PeerNpi);
}

VOID PeerFree(PADDRINFOEXW Info)
{
    PeerNpi.Dispatch->WskFreeAddressInfo(PeerNpi.Client, Info);
}

VOID PeerDetach(VOID)
{
    WskReleaseProviderNPI(PeerRegistration);
}

// A release in a routine of its own: the capture was made elsewhere, nothing can be said.
#include <ntddk.h>
#include <wsk.h>

VOID
ProviderRelease(
    _In_ PWSK_REGISTRATION Registration
    )
{
    WskReleaseProviderNPI(Registration);
}

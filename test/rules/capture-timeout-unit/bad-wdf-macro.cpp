// WDF_REL_TIMEOUT_IN_MS gives a negative count of 100 ns.
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

namespace net
{

extern WSK_REGISTRATION registration;

NTSTATUS capture(WSK_PROVIDER_NPI &npi)
{
    return WskCaptureProviderNPI(&registration, WDF_REL_TIMEOUT_IN_MS(500), &npi); // want: capture-timeout-unit
}

void release()
{
    WskReleaseProviderNPI(&registration);
}

} // namespace net

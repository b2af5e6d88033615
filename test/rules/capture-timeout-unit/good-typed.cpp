// C++: constants with a type and a parameter.
#include <ntddk.h>
#include <wsk.h>

namespace net
{

extern WSK_REGISTRATION registration;
constexpr ULONG capture_timeout_ms = 2500;

NTSTATUS capture(WSK_PROVIDER_NPI &npi, ULONG milliseconds = capture_timeout_ms)
{
    return WskCaptureProviderNPI(&registration, milliseconds, &npi);
}

NTSTATUS capture_default(WSK_PROVIDER_NPI &npi)
{
    return WskCaptureProviderNPI(&registration, capture_timeout_ms, &npi);
}

void release()
{
    WskReleaseProviderNPI(&registration);
}

} // namespace net

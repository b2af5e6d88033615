// C++ with a local NPI and several guards; one of them forgets the release.
#include <ntddk.h>
#include <wsk.h>

namespace net
{

extern WSK_REGISTRATION registration;

bool provider_supports(USHORT version, BOOLEAN *known)
{
    WSK_PROVIDER_NPI npi{};

    if (auto status = WskCaptureProviderNPI(&registration, WSK_NO_WAIT, &npi); !NT_SUCCESS(status)) {
        return false;
    }

    if (known == nullptr) {
        WskReleaseProviderNPI(&registration);
        return false;
    }

    *known = TRUE;
    const bool ok = npi.Dispatch->Version >= version;
    WskReleaseProviderNPI(&registration);
    return ok;
}

} // namespace net

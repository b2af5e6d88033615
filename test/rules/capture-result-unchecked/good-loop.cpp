// The loop leaves the function when the last try fails.
#include <ntddk.h>
#include <wsk.h>

namespace dns
{

extern WSK_REGISTRATION registration;

bool release_list(PADDRINFOEXW list)
{
    WSK_PROVIDER_NPI npi;

    for (int tries = 3;; --tries) {
        if (NT_SUCCESS(WskCaptureProviderNPI(&registration, 500, &npi))) {
            break;
        }
        if (tries == 0) {
            return false;
        }
    }

    npi.Dispatch->WskFreeAddressInfo(npi.Client, list);
    WskReleaseProviderNPI(&registration);
    return true;
}

} // namespace dns

// C++: captured and released in every round.
#include <ntddk.h>
#include <wsk.h>

namespace dns
{

extern WSK_REGISTRATION registration;

int drop_all(PADDRINFOEXW *lists, int count)
{
    int dropped = 0;

    for (int i = 0; i < count; ++i) {
        WSK_PROVIDER_NPI npi{};

        if (NT_ERROR(WskCaptureProviderNPI(&registration, 10, &npi))) {
            continue;
        }
        npi.Dispatch->WskFreeAddressInfo(npi.Client, lists[i]);
        WskReleaseProviderNPI(&registration);
        ++dropped;
    }
    return dropped;
}

} // namespace dns

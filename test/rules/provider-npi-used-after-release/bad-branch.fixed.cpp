// C++: one branch releases early, the code behind it is common.
#include <ntddk.h>
#include <wsk.h>

namespace dns
{

extern WSK_REGISTRATION registration;

void drop(PADDRINFOEXW list, bool verbose)
{
    WSK_PROVIDER_NPI npi{};

    if (!NT_SUCCESS(WskCaptureProviderNPI(&registration, WSK_INFINITE_WAIT, &npi))) {
        return;
    }

    npi.Dispatch->WskFreeAddressInfo(npi.Client, list);
    if (verbose) {
        DbgPrint("dropping %p\n", list);
        WskReleaseProviderNPI(&registration);
    }

    if (!verbose) {
        WskReleaseProviderNPI(&registration);
    }
}

} // namespace dns

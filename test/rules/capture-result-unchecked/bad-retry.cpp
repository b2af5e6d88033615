// The loop may end without a capture, and the table is used behind it.
#include <ntddk.h>
#include <wsk.h>

namespace dns
{

extern WSK_REGISTRATION registration;

void release_list(PADDRINFOEXW list)
{
    WSK_PROVIDER_NPI npi{};
    auto status = STATUS_UNSUCCESSFUL;

    for (int i = 0; i < 3; ++i) {
        status = WskCaptureProviderNPI(&registration, 500, &npi);
        if (NT_SUCCESS(status)) {
            break;
        }
    }

    npi.Dispatch->WskFreeAddressInfo(npi.Client, list); // want: capture-result-unchecked

    if (NT_SUCCESS(status)) {
        WskReleaseProviderNPI(&registration);
    }
}

} // namespace dns

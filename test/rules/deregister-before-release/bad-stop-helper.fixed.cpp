// C++: the stop helper deregisters first; what it is told about the capture comes too late.
#include <ntddk.h>
#include <wsk.h>

namespace
{

const WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
WSK_REGISTRATION registration;

void stop(bool captured)
{
    if (captured) {
        WskReleaseProviderNPI(&registration);
    }
    WskDeregister(&registration);
}

} // namespace

NTSTATUS probe(USHORT *version)
{
    WSK_CLIENT_NPI npi{ nullptr, &dispatch };
    WSK_PROVIDER_NPI provider{};

    if (auto status = WskRegister(&npi, &registration); !NT_SUCCESS(status)) {
        return status;
    }

    const auto status = WskCaptureProviderNPI(&registration, 1000, &provider);
    if (NT_SUCCESS(status)) {
        *version = provider.Dispatch->Version;
    }
    stop(NT_SUCCESS(status));
    return status;
}

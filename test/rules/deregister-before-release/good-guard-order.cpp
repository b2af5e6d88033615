// C++: the guard of the capture is declared behind that of the registration.
#include <ntddk.h>
#include <wsk.h>

namespace
{

const WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
WSK_REGISTRATION g_reg;

struct capture_guard
{
    ~capture_guard() { WskReleaseProviderNPI(&g_reg); }
};

struct registration_guard
{
    ~registration_guard() { WskDeregister(&g_reg); }
};

} // namespace

NTSTATUS query(USHORT &version)
{
    WSK_CLIENT_NPI npi{ nullptr, &dispatch };
    WSK_PROVIDER_NPI provider{};

    auto status = WskRegister(&npi, &g_reg);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    registration_guard registered;

    status = WskCaptureProviderNPI(&g_reg, 1000, &provider);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    capture_guard captured;

    version = provider.Dispatch->Version;
    return STATUS_SUCCESS;
}

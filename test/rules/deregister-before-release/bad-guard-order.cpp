// C++: destructors run in reverse order of declaration, so the registration goes before the captured NPI.
#include <ntddk.h>
#include <wsk.h>

namespace
{

const WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
WSK_REGISTRATION g_reg;

struct capture_guard
{
    bool captured = false;

    ~capture_guard()
    {
        if (captured) {
            WskReleaseProviderNPI(&g_reg);
        }
    }
};

struct registration_guard
{
    ~registration_guard()
    {
        WskDeregister(&g_reg); // want: deregister-before-release #a
    }
};

} // namespace

NTSTATUS query(USHORT &version)
{
    WSK_CLIENT_NPI npi{ nullptr, &dispatch };
    WSK_PROVIDER_NPI provider{};
    capture_guard captured;

    auto status = WskRegister(&npi, &g_reg);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    registration_guard registered;

    status = WskCaptureProviderNPI(&g_reg, 1000, &provider);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    captured.captured = true;

    version = provider.Dispatch->Version;
    return STATUS_SUCCESS; // want: deregister-before-release #a
} // want: deregister-before-release #a

// RAII: the guard exists from the start, and is armed once the capture succeeded.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION registration;

class npi_guard
{
public:
    npi_guard() = default;
    ~npi_guard() { reset(); }

    void arm(WSK_REGISTRATION &reg) { m_reg = &reg; }

    void reset()
    {
        if (m_reg) {
            WskReleaseProviderNPI(m_reg);
            m_reg = nullptr;
        }
    }

private:
    WSK_REGISTRATION *m_reg{};
};

NTSTATUS provider_version(USHORT *version)
{
    WSK_PROVIDER_NPI provider{};
    npi_guard guard;

    for (auto left = 5; left > 0; --left) {
        const auto status = WskCaptureProviderNPI(&registration, 500, &provider);
        if (NT_SUCCESS(status)) {
            guard.arm(registration);
            break;
        }
        if (left == 1) {
            return status;
        }
    }

    *version = provider.Dispatch->Version;
    guard.reset();
    return STATUS_SUCCESS;
}

// RAII: the guard is made before the result of the capture is known, and releases what was never captured.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION registration;

class npi_guard
{
public:
    explicit npi_guard(WSK_REGISTRATION &reg);
    ~npi_guard();

private:
    WSK_REGISTRATION &m_reg;
};

npi_guard::npi_guard(WSK_REGISTRATION &reg) : m_reg(reg) {}

npi_guard::~npi_guard()
{
    WskReleaseProviderNPI(&m_reg); // want: release-without-capture
}

NTSTATUS provider_version(USHORT *version)
{
    WSK_PROVIDER_NPI provider{};

    const auto status = WskCaptureProviderNPI(&registration, 500, &provider);
    npi_guard guard(registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    *version = provider.Dispatch->Version;
    return STATUS_SUCCESS;
}

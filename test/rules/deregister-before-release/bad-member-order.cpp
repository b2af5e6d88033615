// RAII: members die in the reverse order of their declaration, so the registration goes before the NPI is released.
#include <ntddk.h>
#include <wsk.h>

extern const WSK_CLIENT_DISPATCH dispatch;

class registration_guard
{
public:
    ~registration_guard()
    {
        if (m_reg) {
            WskDeregister(m_reg); // want: deregister-before-release
        }
    }
    void arm(WSK_REGISTRATION *reg) { m_reg = reg; }

private:
    WSK_REGISTRATION *m_reg = nullptr;
};

class npi_guard
{
public:
    ~npi_guard()
    {
        if (m_captured) {
            WskReleaseProviderNPI(m_captured);
        }
    }
    void hold(WSK_REGISTRATION *reg) { m_captured = reg; }

private:
    WSK_REGISTRATION *m_captured = nullptr;
};

struct guards
{
    npi_guard npi;
    registration_guard registration;
};

USHORT provider_version(WSK_REGISTRATION *reg)
{
    WSK_CLIENT_NPI client{ nullptr, &dispatch };
    WSK_PROVIDER_NPI provider{};
    guards all;

    if (!NT_SUCCESS(WskRegister(&client, reg))) {
        return 0;
    }
    all.registration.arm(reg);

    if (!NT_SUCCESS(WskCaptureProviderNPI(reg, WSK_NO_WAIT, &provider))) {
        return 0;
    }
    all.npi.hold(reg);
    return provider.Dispatch->Version;
}

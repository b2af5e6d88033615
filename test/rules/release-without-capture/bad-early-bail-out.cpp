// The clean-up of a C++ routine releases in the catch-all exit of a failed capture.
#include <ntddk.h>
#include <wsk.h>

class Prober
{
public:
    explicit Prober(WSK_REGISTRATION &reg) : m_reg(reg) {}
    USHORT Version();

private:
    WSK_REGISTRATION &m_reg;
};

USHORT Prober::Version()
{
    WSK_PROVIDER_NPI npi{};
    USHORT version = 0;

    if (auto ok = NT_SUCCESS(WskCaptureProviderNPI(&m_reg, WSK_INFINITE_WAIT, &npi)); ok) {
        version = npi.Dispatch->Version;
    } else {
        DbgPrint("not captured\n");
    }

    WskReleaseProviderNPI(&m_reg); // want: release-without-capture
    return version;
}

// "p && NT_SUCCESS(Wsk...)": the flag is true only behind a successful capture.
#include <ntddk.h>
#include <wsk.h>

class Prober
{
public:
    explicit Prober(WSK_REGISTRATION &reg) : m_reg(reg) {}

    USHORT Version(WSK_PROVIDER_NPI *npi)
    {
        auto ok = npi && NT_SUCCESS(WskCaptureProviderNPI(&m_reg, WSK_INFINITE_WAIT, npi));
        USHORT version = 0;

        if (ok) {
            version = npi->Dispatch->Version;
            WskReleaseProviderNPI(&m_reg);
        }
        return version;
    }

private:
    WSK_REGISTRATION &m_reg;
};

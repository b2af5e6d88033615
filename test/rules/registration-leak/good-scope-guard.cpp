// RAII: a small owner class deregisters in its destructor unless the caller says keep().
#include <ntddk.h>
#include <wsk.h>

namespace
{

const WSK_CLIENT_DISPATCH g_dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
WSK_REGISTRATION g_reg;
WSK_PROVIDER_NPI g_npi;

class registration_guard
{
public:
        explicit registration_guard(WSK_REGISTRATION &r) : m_reg(&r) {}
        ~registration_guard()
        {
                if (m_reg) {
                        WskDeregister(m_reg);
                }
        }

        registration_guard(const registration_guard&) = delete;
        registration_guard& operator =(const registration_guard&) = delete;

        void keep() { m_reg = nullptr; }

private:
        WSK_REGISTRATION *m_reg;
};

} // namespace

NTSTATUS net_init()
{
        WSK_CLIENT_NPI npi{ nullptr, &g_dispatch };

        if (auto err = WskRegister(&npi, &g_reg)) {
                return err;
        }

        registration_guard guard(g_reg);

        if (auto err = WskCaptureProviderNPI(&g_reg, 5*60*1000, &g_npi)) {
                return err;
        }

        guard.keep();
        return STATUS_SUCCESS;
}

void net_done()
{
        WskReleaseProviderNPI(&g_reg);
        WskDeregister(&g_reg);
}

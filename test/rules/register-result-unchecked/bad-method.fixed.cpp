// A C++ method that returns void and drops the result.
#include <ntddk.h>
#include <wsk.h>

class Beacon
{
public:
    void Attach()
    {
        WSK_CLIENT_NPI npi{ this, &s_dispatch };
        if (!NT_SUCCESS(WskRegister(&npi, &m_registration))) {
            return;
        }
        m_attached = true;
    }

    void Detach()
    {
        if (m_attached) {
            m_attached = false;
            WskDeregister(&m_registration);
        }
    }

private:
    static constexpr WSK_CLIENT_DISPATCH s_dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
    WSK_REGISTRATION m_registration{};
    bool m_attached{};
};

VOID BeaconRun(Beacon *beacon)
{
    beacon->Attach();
    beacon->Detach();
}

// C++: static data member and a table inside the long-lived object.
#include <ntddk.h>
#include <wsk.h>

class Gateway
{
public:
    NTSTATUS Attach()
    {
        m_npi.ClientContext = this;
        m_npi.Dispatch = &s_dispatch;
        return WskRegister(&m_npi, &m_registration);
    }

    void Detach() { WskDeregister(&m_registration); }

private:
    static constexpr WSK_CLIENT_DISPATCH s_dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
    WSK_CLIENT_NPI m_npi{};
    WSK_REGISTRATION m_registration{};
};

NTSTATUS GatewayStart(Gateway *gateway)
{
    return gateway->Attach();
}

void GatewayStop(Gateway *gateway)
{
    gateway->Detach();
}

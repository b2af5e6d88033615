// The destructor body has the two calls in the wrong order.
#include <ntddk.h>
#include <wsk.h>

class WskClient
{
public:
    WskClient() = default;
    ~WskClient();

    NTSTATUS Open(ULONG milliseconds);

private:
    static const WSK_CLIENT_DISPATCH s_dispatch;
    WSK_REGISTRATION m_reg{};
    WSK_PROVIDER_NPI m_npi{};
    bool m_open{};
};

const WSK_CLIENT_DISPATCH WskClient::s_dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };

NTSTATUS WskClient::Open(ULONG milliseconds)
{
    WSK_CLIENT_NPI npi{ this, &s_dispatch };

    auto status = WskRegister(&npi, &m_reg);
    if (NT_SUCCESS(status)) {
        status = WskCaptureProviderNPI(&m_reg, milliseconds, &m_npi);
        if (NT_SUCCESS(status)) {
            m_open = true;
        } else {
            WskDeregister(&m_reg);
        }
    }
    return status;
}

WskClient::~WskClient()
{
    if (m_open) {
        WskReleaseProviderNPI(&m_reg);
        WskDeregister(&m_reg);
    }
}

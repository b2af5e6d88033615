// Class whose destructor releases, then deregisters.
#include <ntddk.h>
#include <wsk.h>

class WskClient
{
public:
    WskClient() = default;
    ~WskClient() { Close(); }

    NTSTATUS Open(ULONG milliseconds)
    {
        WSK_CLIENT_NPI npi{ this, &s_dispatch };

        if (auto status = WskRegister(&npi, &m_reg); !NT_SUCCESS(status)) {
            return status;
        }
        if (auto status = WskCaptureProviderNPI(&m_reg, milliseconds, &m_npi); !NT_SUCCESS(status)) {
            WskDeregister(&m_reg);
            return status;
        }
        m_open = true;
        return STATUS_SUCCESS;
    }

    void Close()
    {
        if (!m_open) {
            return;
        }
        m_open = false;
        WskReleaseProviderNPI(&m_reg);
        WskDeregister(&m_reg);
    }

private:
    static const WSK_CLIENT_DISPATCH s_dispatch;
    WSK_REGISTRATION m_reg{};
    WSK_PROVIDER_NPI m_npi{};
    bool m_open{};
};

const WSK_CLIENT_DISPATCH WskClient::s_dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };

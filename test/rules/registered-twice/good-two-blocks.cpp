// Two members, each registered once.
#include <ntddk.h>
#include <wsk.h>

class Relay
{
public:
    NTSTATUS Start()
    {
        WSK_CLIENT_NPI npi{ this, &s_dispatch };

        auto status = WskRegister(&npi, &m_up);
        if (!NT_SUCCESS(status)) {
            return status;
        }

        status = WskRegister(&npi, &m_down);
        if (!NT_SUCCESS(status)) {
            WskDeregister(&m_up);
        }
        return status;
    }

    void Stop()
    {
        WskDeregister(&m_down);
        WskDeregister(&m_up);
    }

private:
    static constexpr WSK_CLIENT_DISPATCH s_dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
    WSK_REGISTRATION m_up{};
    WSK_REGISTRATION m_down{};
};

NTSTATUS RelayStart(Relay *relay)
{
    return relay->Start();
}

VOID RelayStop(Relay *relay)
{
    relay->Stop();
}

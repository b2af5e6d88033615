// One method registers the same member twice.
#include <ntddk.h>
#include <wsk.h>

class Relay
{
public:
    NTSTATUS Start()
    {
        WSK_CLIENT_NPI npi{ this, &s_dispatch };

        auto status = WskRegister(&npi, &m_reg);
        if (!NT_SUCCESS(status)) {
            return status;
        }

        status = WskRegister(&npi, &m_reg); // want: registered-twice
        if (!NT_SUCCESS(status)) {
            WskDeregister(&m_reg);
        }
        return status;
    }

    void Stop() { WskDeregister(&m_reg); }

private:
    static constexpr WSK_CLIENT_DISPATCH s_dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
    WSK_REGISTRATION m_reg{};
};

NTSTATUS RelayStart(Relay *relay)
{
    return relay->Start();
}

VOID RelayStop(Relay *relay)
{
    relay->Stop();
}

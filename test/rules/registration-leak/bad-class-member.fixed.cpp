// A class registers in Start(); when the capture fails nothing remembers the registration.
#include <ntddk.h>
#include <wsk.h>

namespace {

const WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };

}

class NetClient
{
public:
    NTSTATUS Start();
    void Stop();

private:
    WSK_REGISTRATION m_registration{};
    WSK_PROVIDER_NPI m_npi{};
    bool m_started = false;
};

NTSTATUS NetClient::Start()
{
    WSK_CLIENT_NPI client{ this, &dispatch };

    auto status = WskRegister(&client, &m_registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = WskCaptureProviderNPI(&m_registration, 3000, &m_npi);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&m_registration);
        return status;
    }

    m_started = true;
    return STATUS_SUCCESS;
}

void NetClient::Stop()
{
    if (m_started) {
        m_started = false;
        WskReleaseProviderNPI(&m_registration);
        WskDeregister(&m_registration);
    }
}

// C++: the constructor registers and keeps the status; the destructor goes by it, the factory only deletes.
#include <ntddk.h>
#include <wsk.h>

namespace
{
const WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
}

class Client
{
public:
    Client()
    {
        WSK_CLIENT_NPI npi{ this, &dispatch };

        m_registerStatus = WskRegister(&npi, &m_registration);
        if (NT_SUCCESS(m_registerStatus)) {
            m_captureStatus = WskCaptureProviderNPI(&m_registration, 1000, &m_provider);
        }
    }

    ~Client()
    {
        if (NT_SUCCESS(m_captureStatus)) {
            WskReleaseProviderNPI(&m_registration);
        }
        if (NT_SUCCESS(m_registerStatus)) {
            WskDeregister(&m_registration);
        }
    }

    NTSTATUS Status() const { return NT_SUCCESS(m_registerStatus) ? m_captureStatus : m_registerStatus; }

private:
    WSK_REGISTRATION m_registration{};
    WSK_PROVIDER_NPI m_provider{};
    NTSTATUS m_registerStatus = STATUS_UNSUCCESSFUL;
    NTSTATUS m_captureStatus = STATUS_UNSUCCESSFUL;
};

NTSTATUS UseClient()
{
    Client client;

    if (!NT_SUCCESS(client.Status())) {
        return client.Status();
    }
    DbgPrint("client works\n");
    return STATUS_SUCCESS;
}

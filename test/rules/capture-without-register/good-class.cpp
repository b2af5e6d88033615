// C++: registered and captured by two methods of one class.
#include <ntddk.h>
#include <wsk.h>

class Client
{
public:
    NTSTATUS Register()
    {
        WSK_CLIENT_NPI npi{ this, &s_dispatch };
        return WskRegister(&npi, &m_registration);
    }

    NTSTATUS Capture(ULONG timeout) { return WskCaptureProviderNPI(&m_registration, timeout, &m_provider); }
    void Release() { WskReleaseProviderNPI(&m_registration); }
    void Deregister() { WskDeregister(&m_registration); }

private:
    static constexpr WSK_CLIENT_DISPATCH s_dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
    WSK_REGISTRATION m_registration{};
    WSK_PROVIDER_NPI m_provider{};
};

NTSTATUS ClientUp(Client *client)
{
    auto status = client->Register();
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = client->Capture(1000);
    if (!NT_SUCCESS(status)) {
        client->Deregister();
    }
    return status;
}

void ClientDown(Client *client)
{
    client->Release();
    client->Deregister();
}

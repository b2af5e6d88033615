// C++: the member is reset by assignment before it is deregistered.
#include <ntddk.h>
#include <wsk.h>

class Session
{
public:
    NTSTATUS Open()
    {
        WSK_CLIENT_NPI npi{ this, &s_dispatch };
        return WskRegister(&npi, &m_registration);
    }

    void Close()
    {
        WskDeregister(&m_registration);
    }

private:
    static constexpr WSK_CLIENT_DISPATCH s_dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
    WSK_REGISTRATION m_registration{};
};

NTSTATUS SessionOpen(Session *session)
{
    return session->Open();
}

VOID SessionClose(Session *session)
{
    session->Close();
}

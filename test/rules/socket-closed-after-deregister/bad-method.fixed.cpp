// A class with a socket and a registration, taken down in the wrong order.
#include <ntddk.h>
#include <wsk.h>

class Sender
{
public:
    void Shutdown(PIRP Irp)
    {
        if (m_Socket != nullptr) {
            auto dispatch = static_cast<const WSK_PROVIDER_DATAGRAM_DISPATCH *>(m_Socket->Dispatch);
            dispatch->WskCloseSocket(m_Socket, Irp);
            m_Socket = nullptr;
        }
        WskDeregister(&m_Registration);
    }

private:
    WSK_REGISTRATION m_Registration;
    PWSK_SOCKET m_Socket;
};

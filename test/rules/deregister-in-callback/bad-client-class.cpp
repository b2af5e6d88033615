// A static method of a class is the receive callback.
#include <ntddk.h>
#include <wsk.h>

class Receiver
{
public:
    static NTSTATUS WSKAPI OnReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION Indication, SIZE_T Length, SIZE_T *Accepted)
    {
        auto self = static_cast<Receiver *>(SocketContext);

        UNREFERENCED_PARAMETER(Flags);
        UNREFERENCED_PARAMETER(Length);
        UNREFERENCED_PARAMETER(Accepted);
        if (Indication == nullptr)
            WskDeregister(&self->m_Registration); // want: deregister-in-callback
        return STATUS_SUCCESS;
    }

private:
    WSK_REGISTRATION m_Registration;
};

const WSK_CLIENT_CONNECTION_DISPATCH ReceiverDispatch = { Receiver::OnReceive, nullptr, nullptr };

// N-11: WskRelease inside the receive callback, followed by STATUS_PENDING.
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI OnReceiveFrom(PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION Indication)
{
    PWSK_SOCKET socket = *(PWSK_SOCKET *)SocketContext;

    UNREFERENCED_PARAMETER(Flags);

    if (Indication == NULL)
        return STATUS_SUCCESS;

    ((PWSK_PROVIDER_DATAGRAM_DISPATCH)socket->Dispatch)->WskRelease(socket, Indication);
    return STATUS_PENDING;
}

const WSK_CLIENT_DATAGRAM_DISPATCH DatagramDispatch = { OnReceiveFrom };

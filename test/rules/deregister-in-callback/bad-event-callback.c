// The disconnect callback of a connection tears the registration down.
#include <ntddk.h>
#include <wsk.h>

typedef struct _PEER {
    WSK_REGISTRATION *Registration;
    LONG Down;
} PEER, *PPEER;

static NTSTATUS NTAPI PeerDisconnect(PVOID SocketContext, ULONG Flags);

const WSK_CLIENT_CONNECTION_DISPATCH PeerDispatch = { NULL, PeerDisconnect, NULL };

static NTSTATUS NTAPI PeerDisconnect(PVOID SocketContext, ULONG Flags)
{
    PPEER peer = (PPEER)SocketContext;

    UNREFERENCED_PARAMETER(Flags);

    if (InterlockedExchange(&peer->Down, 1) == 0) {
        WskDeregister(peer->Registration); // want: deregister-in-callback
    }
    return STATUS_SUCCESS;
}

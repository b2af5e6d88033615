// The event callback only queues a work item, which deregisters at PASSIVE_LEVEL.
#include <ntddk.h>
#include <wsk.h>

typedef struct _PEER {
    WSK_REGISTRATION *Registration;
    WORK_QUEUE_ITEM Item;
    LONG Down;
} PEER, *PPEER;

static NTSTATUS NTAPI PeerDisconnect(PVOID SocketContext, ULONG Flags);

const WSK_CLIENT_CONNECTION_DISPATCH PeerDispatch = { NULL, PeerDisconnect, NULL };

static VOID PeerWorker(PVOID Parameter)
{
    PPEER peer = (PPEER)Parameter;

    WskDeregister(peer->Registration);
}

static NTSTATUS NTAPI PeerDisconnect(PVOID SocketContext, ULONG Flags)
{
    PPEER peer = (PPEER)SocketContext;

    UNREFERENCED_PARAMETER(Flags);

    if (InterlockedExchange(&peer->Down, 1) == 0) {
        ExInitializeWorkItem(&peer->Item, PeerWorker, peer);
        ExQueueWorkItem(&peer->Item, DelayedWorkQueue);
    }
    return STATUS_SUCCESS;
}

// The event callback wakes the thread that deregisters.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static KEVENT Disconnected;

static NTSTATUS WSKAPI OnDisconnect(PVOID SocketContext, ULONG Flags)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    KeSetEvent(&Disconnected, IO_NO_INCREMENT, FALSE);
    return STATUS_SUCCESS;
}

const WSK_CLIENT_CONNECTION_DISPATCH ConnectionDispatch = { .WskDisconnectEvent = OnDisconnect };

VOID ControlThread(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    KeWaitForSingleObject(&Disconnected, Executive, KernelMode, FALSE, NULL);
    WskDeregister(&Registration);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

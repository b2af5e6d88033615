// A function with the arguments of a callback is called by the driver's own thread only.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;

static NTSTATUS StopOnDisconnect(PVOID SocketContext, ULONG Flags)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    WskDeregister(&Registration);
    return STATUS_SUCCESS;
}

VOID ControlThread(PVOID Context)
{
    StopOnDisconnect(Context, 0);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

// While WskDeregister waits, the thread of the server closes its sockets.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static PWSK_SOCKET Listener;
static PIRP CloseIrp;
static KEVENT Stop;

VOID ServerThread(PVOID Context)
{
    CONST WSK_PROVIDER_LISTEN_DISPATCH *dispatch = Listener->Dispatch;

    UNREFERENCED_PARAMETER(Context);
    KeWaitForSingleObject(&Stop, Executive, KernelMode, FALSE, NULL);
    dispatch->Basic.WskCloseSocket(Listener, CloseIrp);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

VOID ServerUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    KeSetEvent(&Stop, IO_NO_INCREMENT, FALSE);
    WskDeregister(&Registration);
}

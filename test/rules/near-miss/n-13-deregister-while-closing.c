// N-13: Unload deregisters while a thread is still closing sockets; the call waits for it.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static KEVENT CloseNow;
static PVOID CloserThread;

DRIVER_UNLOAD OnUnload;

NTSTATUS Begin(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };

    KeInitializeEvent(&CloseNow, NotificationEvent, FALSE);
    return WskRegister(&npi, &Registration);
}

VOID OnUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);

    KeSetEvent(&CloseNow, IO_NO_INCREMENT, FALSE);
    WskDeregister(&Registration);
    KeWaitForSingleObject(CloserThread, Executive, KernelMode, FALSE, NULL);
}

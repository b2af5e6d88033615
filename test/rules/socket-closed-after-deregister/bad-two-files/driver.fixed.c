// The socket is in this one.
#include "net.h"

static PWSK_SOCKET DriverSocket;
static PIRP DriverIrp;

VOID SocketClose(VOID)
{
    CONST WSK_PROVIDER_BASIC_DISPATCH *dispatch = DriverSocket->Dispatch;

    dispatch->WskCloseSocket(DriverSocket, DriverIrp);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    SocketClose();
    NetStop();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = Unload;
    return NetStart();
}

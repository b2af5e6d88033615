// The table of callbacks names a function of another file.
#include "events.h"

const WSK_CLIENT_LISTEN_DISPATCH ListenDispatch = { AcceptEvent, NULL, NULL };
static const WSK_CLIENT_DISPATCH ClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

WSK_REGISTRATION ServerRegistration;

static VOID ServerUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    if (InterlockedExchange(&ServerStopped, 1) == 0) {
        WskDeregister(&ServerRegistration);
    }
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &ClientDispatch };

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = ServerUnload;
    return WskRegister(&client, &ServerRegistration);
}

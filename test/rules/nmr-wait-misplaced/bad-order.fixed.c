// Wait first, deregister then.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

HANDLE Client;

DRIVER_UNLOAD Unload;

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);

    NmrDeregisterClient(Client);
    NmrWaitForClientDeregisterComplete(Client);
}

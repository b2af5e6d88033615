// Whether to wait is kept in a flag.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

HANDLE Client;

DRIVER_UNLOAD DriverUnload;

VOID DriverUnload(PDRIVER_OBJECT DriverObject)
{
    BOOLEAN pending = FALSE;

    UNREFERENCED_PARAMETER(DriverObject);
    if (Client != NULL) {
        pending = (NmrDeregisterClient(Client) == STATUS_PENDING);
    }
    DbgPrint("going\n");
    if (pending) {
        NmrWaitForClientDeregisterComplete(Client);
    }
}

// Code of another file is given the handle, or named as a wait.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

VOID FinishClient(HANDLE Handle);
VOID WaitForNetwork(VOID);

HANDLE First;
HANDLE Second;
BOOLEAN Pending;

DRIVER_UNLOAD DriverUnload;

VOID DriverUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NmrDeregisterClient(First);
    FinishClient(First);
    NmrDeregisterClient(Second);
    WaitForNetwork();
}

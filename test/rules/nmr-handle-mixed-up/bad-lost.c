// The handle dies with the function, and unloading needs it.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

extern const NPI_CLIENT_CHARACTERISTICS Characteristics;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD DriverUnload;

VOID DriverUnload(PDRIVER_OBJECT DriverObject)
{
    IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    HANDLE clientHandle;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = DriverUnload;
    return NmrRegisterClient(&Characteristics, NULL, &clientHandle); // want: nmr-handle-mixed-up "clientHandle"
}

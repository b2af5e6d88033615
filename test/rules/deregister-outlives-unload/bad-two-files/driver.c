// The unload routine is in the other one.
#include <ntddk.h>
#include "net.h"

static PDEVICE_OBJECT NetDevice;

static VOID NetUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NetStop();
    IoDeleteDevice(NetDevice);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &NetDevice);

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = NetUnload;
    if (!NT_SUCCESS(status))
        return status;
    status = NetStart(NetDevice);
    if (!NT_SUCCESS(status))
        IoDeleteDevice(NetDevice);
    return status;
}

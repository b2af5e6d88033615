// The unload routine forgets the wrapper.
#include <ntddk.h>
#include "glue.h"

static UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\DosDevices\\Glue");

DRIVER_UNLOAD Unload;

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    IoDeleteSymbolicLink(&Link);
    IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status = GlueInit();

    UNREFERENCED_PARAMETER(RegistryPath);
    if (NT_SUCCESS(status)) {
        DriverObject->DriverUnload = Unload;
    }
    return status;
}

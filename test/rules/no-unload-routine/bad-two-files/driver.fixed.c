// What the system calls.
#include <ntddk.h>
#include <wsk.h>
#include "net.h"

DRIVER_INITIALIZE DriverEntry;

DRIVER_UNLOAD DriverUnload;

VOID
DriverUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskReleaseProviderNPI(&NetRegistration);
    WskDeregister(&NetRegistration);
}

NTSTATUS
DriverEntry(
    _In_ PDRIVER_OBJECT DriverObject,
    _In_ PUNICODE_STRING RegistryPath
    )
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    status = NetStart();
    DriverObject->DriverUnload = DriverUnload;
    return status;
}

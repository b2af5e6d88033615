// The arguments of WskRegister are swapped, which the compiler reports: nothing is known of either object.
#include <ntddk.h>
#include <wsk.h>

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, NULL };
    WSK_REGISTRATION registration;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);

    status = WskRegister((PVOID)&registration, &client);
    if (!NT_SUCCESS(status))
        return status;
    WskDeregister(&registration);
    return status;
}

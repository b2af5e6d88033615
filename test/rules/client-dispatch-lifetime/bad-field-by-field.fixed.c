// The table is filled member by member and lives on the stack of DriverEntry.
#include <ntddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD FwUnload;

WSK_REGISTRATION FwRegistration;

VOID FwUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(&FwRegistration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    static WSK_CLIENT_DISPATCH wskDispatch;
    WSK_CLIENT_NPI wskClient;
    NTSTATUS ntStatus;

    UNREFERENCED_PARAMETER(RegistryPath);

    wskDispatch.Version = MAKE_WSK_VERSION(1, 0);
    wskDispatch.Reserved = 0;
    wskDispatch.WskClientEvent = NULL;

    wskClient.ClientContext = DriverObject;
    wskClient.Dispatch = &wskDispatch;

    ntStatus = WskRegister(&wskClient, &FwRegistration);
    if (!NT_SUCCESS(ntStatus))
        return ntStatus;

    DriverObject->DriverUnload = FwUnload;
    return STATUS_SUCCESS;
}

// The result is dropped, and Unload returns.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD DriverUnload;

extern const NPI_CLIENT_CHARACTERISTICS ClientCharacteristics;

static HANDLE ClientHandle;

VOID DriverUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NmrDeregisterClient(ClientHandle); // want: nmr-deregister-without-wait error
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = DriverUnload;
    return NmrRegisterClient(&ClientCharacteristics, NULL, &ClientHandle);
}

// A boot driver without an unload routine has no need of the handle.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

extern const NPI_CLIENT_CHARACTERISTICS Characteristics;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    HANDLE client;

    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    return NmrRegisterClient(&Characteristics, NULL, &client);
}

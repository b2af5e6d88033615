// DriverEntry takes the registration back, fails, and the driver is unloaded.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;

NTSTATUS CreateDevice(PDRIVER_OBJECT DriverObject);

extern NPI_CLIENT_CHARACTERISTICS Characteristics;
HANDLE NmrHandle;

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    if (NmrDeregisterClient(NmrHandle) == STATUS_PENDING) {
        NmrWaitForClientDeregisterComplete(NmrHandle);
    }
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    status = NmrRegisterClient(&Characteristics, NULL, &NmrHandle);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = CreateDevice(DriverObject);
    if (!NT_SUCCESS(status)) {
        if (NmrDeregisterClient(NmrHandle) == STATUS_PENDING) {
            NmrWaitForClientDeregisterComplete(NmrHandle);
        }
        return status;
    }

    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}

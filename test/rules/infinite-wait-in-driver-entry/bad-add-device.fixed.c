// A WDM AddDevice routine waits.
#include <ntddk.h>
#include <wsk.h>

typedef struct _EXT {
    WSK_PROVIDER_NPI Npi;
} EXT, *PEXT;

extern WSK_REGISTRATION SharedRegistration;

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE AddDevice;

NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT Pdo)
{
    NTSTATUS status;
    PDEVICE_OBJECT device;
    WSK_PROVIDER_NPI npi;

    UNREFERENCED_PARAMETER(Pdo);

    if (!NT_SUCCESS(status = WskCaptureProviderNPI(&SharedRegistration, WSK_NO_WAIT, &npi)))
        return status;

    DbgPrint("provider %x\n", npi.Dispatch->Version);
    WskReleaseProviderNPI(&SharedRegistration);

    return IoCreateDevice(DriverObject, sizeof(EXT), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);

    DriverObject->DriverExtension->AddDevice = AddDevice;
    return STATUS_SUCCESS;
}

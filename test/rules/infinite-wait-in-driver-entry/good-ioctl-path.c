// An IOCTL path waits without end (N-06).
#include <ntddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_DISPATCH DeviceControl;

extern WSK_REGISTRATION SharedRegistration;

NTSTATUS DeviceControl(PDEVICE_OBJECT Device, PIRP Irp)
{
    NTSTATUS status;
    WSK_PROVIDER_NPI npi;

    UNREFERENCED_PARAMETER(Device);

    status = WskCaptureProviderNPI(&SharedRegistration, WSK_INFINITE_WAIT, &npi);
    if (NT_SUCCESS(status)) {
        DbgPrint("provider %x\n", npi.Dispatch->Version);
        WskReleaseProviderNPI(&SharedRegistration);
    }

    Irp->IoStatus.Status = status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);

    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = DeviceControl;
    return STATUS_SUCCESS;
}

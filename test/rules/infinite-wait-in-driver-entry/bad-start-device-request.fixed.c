// A WDM driver waits while it handles the request that starts its device.
#include <wdm.h>
#include <wsk.h>

extern WSK_REGISTRATION Registration;
extern WSK_PROVIDER_NPI Npi;

static NTSTATUS DispatchPnp(PDEVICE_OBJECT device, PIRP irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);
    NTSTATUS status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(device);
    switch (stack->MinorFunction) {
    case IRP_MN_START_DEVICE:
        status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
        break;
    case IRP_MN_REMOVE_DEVICE:
        WskReleaseProviderNPI(&Registration);
        break;
    }
    irp->IoStatus.Status = status;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_PNP] = DispatchPnp;
    return STATUS_SUCCESS;
}

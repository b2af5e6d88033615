// An IOCTL branch captures and has two exits; only one of them releases.
#include <ntddk.h>
#include <wsk.h>

typedef struct _DEV_EXT {
    WSK_REGISTRATION Registration;
} DEV_EXT, *PDEV_EXT;

NTSTATUS
DevQueryVersion(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp
    )
{
    PDEV_EXT ext = (PDEV_EXT)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    WSK_PROVIDER_NPI npi;
    NTSTATUS status;

    status = WskCaptureProviderNPI(&ext->Registration, WSK_INFINITE_WAIT, &npi);
    if (NT_SUCCESS(status)) {
        if (stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(USHORT)) {
            status = STATUS_BUFFER_TOO_SMALL;
        } else {
            *(PUSHORT)Irp->AssociatedIrp.SystemBuffer = npi.Dispatch->Version;
            Irp->IoStatus.Information = sizeof(USHORT);
            WskReleaseProviderNPI(&ext->Registration);
        }
    }

    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status; // want: provider-npi-leak
}

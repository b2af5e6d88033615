// A flag keeps the second request from registering again.
#include <ntddk.h>
#include <wsk.h>

#define IOCTL_ECHO_CONNECT CTL_CODE(FILE_DEVICE_NETWORK, 0x800, METHOD_BUFFERED, FILE_WRITE_ACCESS)

static const WSK_CLIENT_DISPATCH EchoDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION EchoRegistration;
static BOOLEAN EchoRegistered;

NTSTATUS EchoConnect(_In_ PVOID Address);

static NTSTATUS EchoDeviceControl(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status = STATUS_INVALID_DEVICE_REQUEST;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (stack->Parameters.DeviceIoControl.IoControlCode == IOCTL_ECHO_CONNECT && !EchoRegistered) {
        WSK_CLIENT_NPI client = { NULL, &EchoDispatch };

        status = WskRegister(&client, &EchoRegistration);
        if (NT_SUCCESS(status)) {
            EchoRegistered = TRUE;
            status = EchoConnect(Irp->AssociatedIrp.SystemBuffer);
            if (!NT_SUCCESS(status)) {
                WskDeregister(&EchoRegistration);
                EchoRegistered = FALSE;
            }
        }
    }
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}

static NTSTATUS EchoCreateClose(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static VOID EchoUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    if (EchoRegistered) {
        WskDeregister(&EchoRegistration);
    }
    IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CREATE] = EchoCreateClose;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = EchoCreateClose;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = EchoDeviceControl;
    DriverObject->DriverUnload = EchoUnload;
    return STATUS_SUCCESS;
}

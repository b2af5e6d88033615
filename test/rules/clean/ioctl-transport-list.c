// A control device: the IOCTL path captures a local NPI for the length of one request.
#include <ntddk.h>
#include <wsk.h>

#define IOCTL_TL_QUERY CTL_CODE(FILE_DEVICE_NETWORK, 0x800, METHOD_BUFFERED, FILE_READ_ACCESS)

static const WSK_CLIENT_DISPATCH TlDispatch = { .Version = MAKE_WSK_VERSION(1, 0), .Reserved = 0 };

static WSK_REGISTRATION TlRegistration;
static PDEVICE_OBJECT TlDevice;
static UNICODE_STRING TlLink = RTL_CONSTANT_STRING(L"\\??\\TransportList");

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD TlUnload;
_Dispatch_type_(IRP_MJ_CREATE) _Dispatch_type_(IRP_MJ_CLOSE) DRIVER_DISPATCH TlCreateClose;
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH TlDeviceControl;

static NTSTATUS TlComplete(PIRP Irp, NTSTATUS Status, ULONG_PTR Information)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = Information;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static NTSTATUS TlQuery(PVOID Buffer, ULONG Length, SIZE_T *Returned)
{
    NTSTATUS status;
    WSK_PROVIDER_NPI npi;

    *Returned = 0;

    status = WskCaptureProviderNPI(&TlRegistration, WSK_INFINITE_WAIT, &npi);
    if (!NT_SUCCESS(status))
        return status;

    status = npi.Dispatch->WskControlClient(
        npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, Length, Buffer, Returned, NULL);

    WskReleaseProviderNPI(&TlRegistration);
    return status;
}

NTSTATUS TlCreateClose(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    return TlComplete(Irp, STATUS_SUCCESS, 0);
}

NTSTATUS TlDeviceControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status = STATUS_INVALID_DEVICE_REQUEST;
    SIZE_T returned = 0;

    UNREFERENCED_PARAMETER(DeviceObject);

    if (stack->Parameters.DeviceIoControl.IoControlCode == IOCTL_TL_QUERY) {
        status = TlQuery(
            Irp->AssociatedIrp.SystemBuffer,
            stack->Parameters.DeviceIoControl.OutputBufferLength,
            &returned);
    }

    return TlComplete(Irp, status, NT_SUCCESS(status) ? returned : 0);
}

VOID TlUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);

    IoDeleteSymbolicLink(&TlLink);
    IoDeleteDevice(TlDevice);
    WskDeregister(&TlRegistration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\TransportList");
    WSK_CLIENT_NPI client = { .ClientContext = NULL, .Dispatch = &TlDispatch };

    UNREFERENCED_PARAMETER(RegistryPath);

    status = IoCreateDevice(DriverObject, 0, &name, FILE_DEVICE_NETWORK, FILE_DEVICE_SECURE_OPEN, FALSE, &TlDevice);
    if (!NT_SUCCESS(status))
        return status;

    if (NT_SUCCESS(status = WskRegister(&client, &TlRegistration))) {
        if (NT_SUCCESS(status = IoCreateSymbolicLink(&TlLink, &name))) {
            DriverObject->MajorFunction[IRP_MJ_CREATE] = TlCreateClose;
            DriverObject->MajorFunction[IRP_MJ_CLOSE] = TlCreateClose;
            DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = TlDeviceControl;
            DriverObject->DriverUnload = TlUnload;
            return STATUS_SUCCESS;
        }
        WskDeregister(&TlRegistration);
    }

    IoDeleteDevice(TlDevice);
    return status;
}

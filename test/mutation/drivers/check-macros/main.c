/* main.c - entry points of syslogk. */
#include "net.h"

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD SyslogUnload;
DRIVER_DISPATCH SyslogWrite;
DRIVER_DISPATCH SyslogOpenClose;

static SYSLOG_TARGET Target;

NTSTATUS SyslogOpenClose(PDEVICE_OBJECT Device, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Device);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

NTSTATUS SyslogWrite(PDEVICE_OBJECT Device, PIRP Irp)
{
    SIZE_T Length = IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.Length;
    NTSTATUS Status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(Device);
    if (Length != 0) {
        Status = NetSend(&Target, Irp->MdlAddress, Length);
    }
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = NT_SUCCESS(Status) ? Length : 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Syslog");
    PDEVICE_OBJECT Device = NULL;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(RegistryPath);

    Target.Facility = 1;
    Target.Address.sin_family = AF_INET;
    Target.Address.sin_port = RtlUshortByteSwap(514);
    Target.Address.sin_addr.s_addr = RtlUlongByteSwap(INADDR_LOOPBACK);

    GOTO_IF_FAIL(Out, Status, NetSetup(&Target));
    GOTO_IF_FAIL(Teardown, Status, IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device)); // @leak-point @jump-registered(Out)

    Device->Flags |= DO_DIRECT_IO;
    Device->Flags &= ~DO_DEVICE_INITIALIZING;
    DriverObject->MajorFunction[IRP_MJ_CREATE] = SyslogOpenClose;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = SyslogOpenClose;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = SyslogWrite;
    DriverObject->DriverUnload = SyslogUnload; // @unload-assign
    return STATUS_SUCCESS;

Teardown:
    NetTeardown(&Target); // @call-cleanup-undo
Out:
    return Status;
}

VOID SyslogUnload(PDRIVER_OBJECT DriverObject)
{
    IoDeleteDevice(DriverObject->DeviceObject); // @unload-start
    NetTeardown(&Target); // @call-cleanup-unload
}

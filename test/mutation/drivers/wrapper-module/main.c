/*++

Module Name:

    main.c

Abstract:

    Entry points of the driver. Everything about the network is in netglue.c.

--*/

#include "netglue.h"

#define TIMECAST_PORT 4711

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD TimecastUnload;

_Dispatch_type_(IRP_MJ_CREATE)
_Dispatch_type_(IRP_MJ_CLOSE)
DRIVER_DISPATCH TimecastCreateClose;

static PWSK_SOCKET TimecastSocket;
static PDEVICE_OBJECT TimecastDevice;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, TimecastUnload)
#endif

_Use_decl_annotations_
NTSTATUS
DriverEntry(
    PDRIVER_OBJECT DriverObject,
    PUNICODE_STRING RegistryPath
    )
{
    UNICODE_STRING deviceName = RTL_CONSTANT_STRING(L"\\Device\\Timecast");
    UNICODE_STRING linkName = RTL_CONSTANT_STRING(L"\\DosDevices\\Timecast");
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    status = NetGlueStart();
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = NetGlueOpenDatagramSocket(TIMECAST_PORT, &TimecastSocket); // @leak-point
    if (!NT_SUCCESS(status)) {
        NetGlueStop(); // @call-cleanup-undo
        return status;
    }

    status = IoCreateDevice(DriverObject, 0, &deviceName, FILE_DEVICE_NETWORK, FILE_DEVICE_SECURE_OPEN, // @leak-point
                            FALSE, &TimecastDevice);
    if (!NT_SUCCESS(status)) {
        NetGlueCloseSocket(TimecastSocket);
        NetGlueStop(); // @call-cleanup-undo
        return status;
    }

    status = IoCreateSymbolicLink(&linkName, &deviceName);
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(TimecastDevice);
        NetGlueCloseSocket(TimecastSocket);
        NetGlueStop(); // @call-cleanup-undo
        return status;
    }

    DriverObject->MajorFunction[IRP_MJ_CREATE] = TimecastCreateClose;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = TimecastCreateClose;
    DriverObject->DriverUnload = TimecastUnload; // @unload-assign
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS
TimecastCreateClose(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);

    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
VOID
TimecastUnload(
    PDRIVER_OBJECT DriverObject
    )
{
    UNICODE_STRING linkName = RTL_CONSTANT_STRING(L"\\DosDevices\\Timecast");

    UNREFERENCED_PARAMETER(DriverObject);
    PAGED_CODE();

    IoDeleteSymbolicLink(&linkName); // @unload-start
    IoDeleteDevice(TimecastDevice);
    NetGlueCloseSocket(TimecastSocket); // @close-unload
    NetGlueStop(); // @call-cleanup-unload
}

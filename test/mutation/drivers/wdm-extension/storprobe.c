/****************************************************************************
 * devext.c - WDM filter-less function driver "storprobe".
 *
 * Every device created by AddDevice has its own registration with WSK, kept
 * in the device extension. A device probes its storage target with a UDP
 * datagram when it is started.
 ****************************************************************************/
#include <wdm.h>
#include <wsk.h>

typedef enum { DevStopped, DevStarted, DevRemoved } DEV_STATE;

typedef struct _DEVICE_EXTENSION {
  PDEVICE_OBJECT   Self;
  PDEVICE_OBJECT   Pdo;
  PDEVICE_OBJECT   Lower;
  IO_REMOVE_LOCK   RemoveLock;
  DEV_STATE        State;
  WSK_REGISTRATION WskReg;
  WSK_PROVIDER_NPI WskNpi;
  BOOLEAN          HaveNpi;
  PWSK_SOCKET      Socket;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static const WSK_CLIENT_DISPATCH ProbeDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL }; // @table

DRIVER_ADD_DEVICE ProbeAddDevice;
DRIVER_UNLOAD ProbeUnload;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH ProbePnp;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH ProbePower;

static NTSTATUS ProbeWaitComplete(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
  UNREFERENCED_PARAMETER(DeviceObject);
  if (Irp->PendingReturned == TRUE) { // @callback
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
  }
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS ProbeForwardAndWait(PDEVICE_EXTENSION Ext, PIRP Irp)
{
  KEVENT event;
  NTSTATUS status;

  KeInitializeEvent(&event, NotificationEvent, FALSE);
  IoCopyCurrentIrpStackLocationToNext(Irp);
  IoSetCompletionRoutine(Irp, ProbeWaitComplete, &event, TRUE, TRUE, TRUE);
  status = IoCallDriver(Ext->Lower, Irp);
  if (status == STATUS_PENDING) {
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    status = Irp->IoStatus.Status;
  }
  return status;
}

static NTSTATUS ProbeSocketOp(PDEVICE_EXTENSION Ext, BOOLEAN Open)
{
  KEVENT event;
  NTSTATUS status;
  PIRP irp = IoAllocateIrp(1, FALSE);

  if (irp == NULL) {
    return STATUS_INSUFFICIENT_RESOURCES;
  }

  KeInitializeEvent(&event, NotificationEvent, FALSE);
  IoSetCompletionRoutine(irp, ProbeWaitComplete, &event, TRUE, TRUE, TRUE);

  if (Open) {
    status = Ext->WskNpi.Dispatch->WskSocket(Ext->WskNpi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
                                             WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, irp);
  } else {
    status = ((PWSK_PROVIDER_BASIC_DISPATCH)Ext->Socket->Dispatch)->WskCloseSocket(Ext->Socket, irp);
  }

  if (status == STATUS_PENDING) {
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
  }
  if (NT_SUCCESS(status)) {
    Ext->Socket = Open ? (PWSK_SOCKET)irp->IoStatus.Information : NULL;
  }
  IoFreeIrp(irp);
  return status;
}

static NTSTATUS ProbeStart(PDEVICE_EXTENSION Ext)
{
  NTSTATUS status;

  status = WskCaptureProviderNPI(&Ext->WskReg, 1000, &Ext->WskNpi); // @capture
  if (NT_ERROR(status)) { // @capture-check
    DbgPrint("probe: capture failed %08lx\n", status);
    return status;
  }

  status = ProbeSocketOp(Ext, TRUE); // @leak-point(npi) @provider-call(kept)
  if (NT_ERROR(status)) {
    WskReleaseProviderNPI(&Ext->WskReg); // @release-undo
    return status;
  }

  Ext->HaveNpi = TRUE; // @flag-captured
  Ext->State = DevStarted;
  return status;
}

static VOID ProbeStop(PDEVICE_EXTENSION Ext)
{
  if (Ext->Socket != NULL) {
    while (!NT_SUCCESS(ProbeSocketOp(Ext, FALSE))) {
      LARGE_INTEGER interval;
      interval.QuadPart = -1000000;
      KeDelayExecutionThread(KernelMode, FALSE, &interval);
    }
  }
  if (Ext->HaveNpi) { // @guard-release
    Ext->HaveNpi = FALSE;
    WskReleaseProviderNPI(&Ext->WskReg); // @release-unload
  }
  Ext->State = DevStopped;
}

NTSTATUS ProbeAddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
  PDEVICE_OBJECT device;
  PDEVICE_EXTENSION ext;
  WSK_CLIENT_NPI npi; // @client-npi
  NTSTATUS status;

  status = IoCreateDevice(DriverObject, sizeof(DEVICE_EXTENSION), NULL, FILE_DEVICE_UNKNOWN,
                          FILE_DEVICE_SECURE_OPEN, FALSE, &device);
  if (!NT_SUCCESS(status)) {
    return status;
  }

  ext = (PDEVICE_EXTENSION)device->DeviceExtension;
  RtlZeroMemory(ext, sizeof(DEVICE_EXTENSION));
  ext->Self = device;
  ext->Pdo = PhysicalDeviceObject;
  ext->State = DevStopped;
  IoInitializeRemoveLock(&ext->RemoveLock, 'borP', 0, 0);

  npi.ClientContext = ext; // @npi-context
  npi.Dispatch = &ProbeDispatch; // @npi-dispatch
  status = WskRegister(&npi, &ext->WskReg); // @register
  if (!NT_SUCCESS(status)) { // @register-check
    IoDeleteDevice(device);
    return status;
  }

  ext->Lower = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject); // @leak-point
  if (ext->Lower == NULL) {
    WskDeregister(&ext->WskReg); // @deregister-undo
    IoDeleteDevice(device);
    return STATUS_NO_SUCH_DEVICE;
  }

  device->Flags |= ext->Lower->Flags & (DO_BUFFERED_IO | DO_DIRECT_IO | DO_POWER_PAGABLE);
  device->Flags &= ~DO_DEVICE_INITIALIZING;
  return STATUS_SUCCESS;
}

NTSTATUS ProbePnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
  PDEVICE_EXTENSION ext = (PDEVICE_EXTENSION)DeviceObject->DeviceExtension;
  PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
  NTSTATUS status;

  status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
  if (!NT_SUCCESS(status)) {
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
  }

  switch (stack->MinorFunction) {
  case IRP_MN_START_DEVICE:
    status = ProbeForwardAndWait(ext, Irp);
    if (NT_SUCCESS(status)) {
      status = ProbeStart(ext);
    }
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return status;

  case IRP_MN_STOP_DEVICE:
    ProbeStop(ext);
    break;

  case IRP_MN_REMOVE_DEVICE:
    ProbeStop(ext); // @call-release
    WskDeregister(&ext->WskReg); // @deregister-unload
    ext->State = DevRemoved;

    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(ext->Lower, Irp);
    IoReleaseRemoveLockAndWait(&ext->RemoveLock, Irp);
    IoDetachDevice(ext->Lower);
    IoDeleteDevice(DeviceObject);
    return status;

  default:
    break;
  }

  IoSkipCurrentIrpStackLocation(Irp);
  status = IoCallDriver(ext->Lower, Irp);
  IoReleaseRemoveLock(&ext->RemoveLock, Irp);
  return status;
}

NTSTATUS ProbePower(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
  PDEVICE_EXTENSION ext = (PDEVICE_EXTENSION)DeviceObject->DeviceExtension;

  IoSkipCurrentIrpStackLocation(Irp);
  return IoCallDriver(ext->Lower, Irp);
}

VOID ProbeUnload(PDRIVER_OBJECT DriverObject)
{
  UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
  UNREFERENCED_PARAMETER(RegistryPath);
  DriverObject->DriverExtension->AddDevice = ProbeAddDevice;
  DriverObject->MajorFunction[IRP_MJ_PNP] = ProbePnp;
  DriverObject->MajorFunction[IRP_MJ_POWER] = ProbePower;
  DriverObject->DriverUnload = ProbeUnload;
  return STATUS_SUCCESS;
}

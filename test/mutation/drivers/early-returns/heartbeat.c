// heartbeat.c - sends a heartbeat datagram to a monitoring host once per second
//
// SPDX-License-Identifier: MIT

#include <ntifs.h>
#include <wsk.h>

#define HB_TAG 'taeH'
#define HB_PORT 7777
#define LOG(fmt, ...) DbgPrint("[heartbeat] " fmt "\n", ##__VA_ARGS__)

typedef struct HeartbeatPacket {
  ULONG Magic;
  ULONG Sequence;
  LARGE_INTEGER Time;
} HeartbeatPacket;

static const WSK_CLIENT_DISPATCH kDispatch = { // @table
    .Version = MAKE_WSK_VERSION(1, 0),
    .Reserved = 0,
    .WskClientEvent = NULL,
};

static WSK_REGISTRATION gReg; // @registration
static WSK_PROVIDER_NPI gProvider;
static PWSK_SOCKET gSocket;
static KEVENT gStopEvent;
static PVOID gThread;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD HbUnload;

static NTSTATUS HbIrpDone(PDEVICE_OBJECT dev, PIRP irp, PVOID ctx) {
  UNREFERENCED_PARAMETER(dev);
  if (irp->PendingReturned) // @callback
    KeSetEvent((PKEVENT)ctx, IO_NO_INCREMENT, FALSE);
  return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP HbMakeIrp(PKEVENT event) {
  PIRP irp = IoAllocateIrp(1, FALSE);
  if (!irp)
    return NULL;
  KeInitializeEvent(event, SynchronizationEvent, FALSE);
  IoSetCompletionRoutine(irp, HbIrpDone, event, TRUE, TRUE, TRUE);
  return irp;
}

static NTSTATUS HbFinish(PIRP irp, PKEVENT event, NTSTATUS status) {
  if (status == STATUS_PENDING) {
    KeWaitForSingleObject(event, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
  }
  return status;
}

static NTSTATUS HbOpenSocket(void) {
  KEVENT event;
  NTSTATUS status;
  SOCKADDR_IN any = {0};
  PIRP irp = HbMakeIrp(&event);
  if (!irp)
    return STATUS_INSUFFICIENT_RESOURCES;

  status = gProvider.Dispatch->WskSocket(gProvider.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
                                         WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, irp);
  status = HbFinish(irp, &event, status);
  if (!NT_SUCCESS(status)) {
    IoFreeIrp(irp);
    return status;
  }
  gSocket = (PWSK_SOCKET)irp->IoStatus.Information;
  IoFreeIrp(irp);

  irp = HbMakeIrp(&event);
  if (!irp)
    return STATUS_INSUFFICIENT_RESOURCES; // the caller closes gSocket

  any.sin_family = AF_INET;
  status = ((WSK_PROVIDER_DATAGRAM_DISPATCH *)gSocket->Dispatch)->WskBind(gSocket, (PSOCKADDR)&any, 0, irp);
  status = HbFinish(irp, &event, status);
  IoFreeIrp(irp);
  return status;
}

static void HbCloseSocket(void) {
  KEVENT event;
  PIRP irp;
  PWSK_SOCKET socket = InterlockedExchangePointer((PVOID *)&gSocket, NULL);
  if (!socket)
    return;
  while ((irp = HbMakeIrp(&event)) == NULL) {
    LARGE_INTEGER tick = {.QuadPart = -100000LL};
    KeDelayExecutionThread(KernelMode, FALSE, &tick);
  }
  HbFinish(irp, &event, ((WSK_PROVIDER_BASIC_DISPATCH *)socket->Dispatch)->WskCloseSocket(socket, irp));
  IoFreeIrp(irp);
}

static NTSTATUS HbSend(HeartbeatPacket *packet) {
  KEVENT event;
  NTSTATUS status;
  WSK_BUF buf = {0};
  SOCKADDR_IN to = {0};
  PIRP irp;

  buf.Mdl = IoAllocateMdl(packet, sizeof(*packet), FALSE, FALSE, NULL);
  if (!buf.Mdl)
    return STATUS_INSUFFICIENT_RESOURCES;
  MmBuildMdlForNonPagedPool(buf.Mdl);
  buf.Length = sizeof(*packet);

  irp = HbMakeIrp(&event);
  if (!irp) {
    IoFreeMdl(buf.Mdl);
    return STATUS_INSUFFICIENT_RESOURCES;
  }

  to.sin_family = AF_INET;
  to.sin_port = RtlUshortByteSwap(HB_PORT);
  to.sin_addr.s_addr = RtlUlongByteSwap(INADDR_LOOPBACK);
  status = ((WSK_PROVIDER_DATAGRAM_DISPATCH *)gSocket->Dispatch)
               ->WskSendTo(gSocket, &buf, 0, (PSOCKADDR)&to, 0, NULL, irp);
  status = HbFinish(irp, &event, status);
  IoFreeIrp(irp);
  IoFreeMdl(buf.Mdl);
  return status;
}

static VOID HbThread(PVOID context) {
  LARGE_INTEGER period = {.QuadPart = -10000000LL};
  ULONG sequence = 0;
  HeartbeatPacket *packet = context;

  while (KeWaitForSingleObject(&gStopEvent, Executive, KernelMode, FALSE, &period) == STATUS_TIMEOUT) {
    packet->Magic = HB_TAG;
    packet->Sequence = sequence++;
    KeQuerySystemTime(&packet->Time);
    if (!NT_SUCCESS(HbSend(packet)))
      LOG("lost beat %lu", sequence);
  }
  ExFreePoolWithTag(packet, HB_TAG);
  PsTerminateSystemThread(STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path) {
  WSK_CLIENT_NPI npi = {.ClientContext = NULL, .Dispatch = &kDispatch}; // @client-npi
  HANDLE thread;
  HeartbeatPacket *packet;
  NTSTATUS status;

  UNREFERENCED_PARAMETER(path);
  KeInitializeEvent(&gStopEvent, NotificationEvent, FALSE);

  status = WskRegister(&npi, &gReg); // @register
  if (!NT_SUCCESS(status)) { // @register-check
    LOG("WskRegister: %08X", status);
    return status;
  }

  status = WskCaptureProviderNPI(&gReg, WSK_NO_WAIT, &gProvider); // @capture(entry)
  if (!NT_SUCCESS(status)) { // @capture-check
    LOG("capture: %08X", status);
    WskDeregister(&gReg); // @deregister-undo
    return status;
  }

  status = HbOpenSocket(); // @leak-point @provider-call(kept)
  if (!NT_SUCCESS(status)) {
    LOG("socket: %08X", status);
    HbCloseSocket();
    WskReleaseProviderNPI(&gReg); // @release-undo
    WskDeregister(&gReg); // @deregister-undo
    return status;
  }

  packet = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*packet), HB_TAG); // @leak-point
  if (packet == NULL) {
    HbCloseSocket();
    WskReleaseProviderNPI(&gReg); // @release-undo
    WskDeregister(&gReg); // @deregister-undo
    return STATUS_NO_MEMORY;
  }

  status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, HbThread, packet);
  if (!NT_SUCCESS(status)) {
    ExFreePoolWithTag(packet, HB_TAG);
    HbCloseSocket();
    WskReleaseProviderNPI(&gReg); // @release-undo
    WskDeregister(&gReg); // @deregister-undo
    return status;
  }

  NT_VERIFY(NT_SUCCESS(ObReferenceObjectByHandle(thread, SYNCHRONIZE, *PsThreadType, KernelMode, &gThread, NULL)));
  ZwClose(thread);
  driver->DriverUnload = HbUnload; // @unload-assign
  LOG("running");
  return STATUS_SUCCESS;
}

VOID HbUnload(PDRIVER_OBJECT driver) {
  UNREFERENCED_PARAMETER(driver);
  KeSetEvent(&gStopEvent, IO_NO_INCREMENT, FALSE); // @unload-start
  KeWaitForSingleObject(gThread, Executive, KernelMode, FALSE, NULL);
  ObDereferenceObject(gThread);
  HbCloseSocket(); // @close-unload
  WskReleaseProviderNPI(&gReg); // @release-unload
  WskDeregister(&gReg); // @deregister-unload
}

/*
 * relay.c - forwards records of a file system filter to a relay host.
 *
 * The network is set up when the first user comes and torn down when the last
 * one has gone; a push lock and a count see to that.
 */
#include <ntifs.h>
#include <wsk.h>

#define RELAY_TAG 'yleR'

typedef struct _RELAY_NETWORK {
    EX_PUSH_LOCK Lock;
    ULONG Users;
    PWSK_SOCKET Socket;
} RELAY_NETWORK;

static RELAY_NETWORK RelayNetwork;

static const WSK_CLIENT_DISPATCH RelayDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL }; // @table

static WSK_REGISTRATION RelayRegistration; // @registration

static WSK_PROVIDER_NPI RelayProvider;

static PDEVICE_OBJECT RelayDevice;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD RelayUnload;
DRIVER_DISPATCH RelayCreate;
DRIVER_DISPATCH RelayClose;

static VOID
RelayLock(VOID)
{
    KeEnterCriticalRegion();
    ExAcquirePushLockExclusive(&RelayNetwork.Lock);
}

static VOID
RelayUnlock(VOID)
{
    ExReleasePushLockExclusive(&RelayNetwork.Lock);
    KeLeaveCriticalRegion();
}

static NTSTATUS
RelaySignal(
    _In_ PDEVICE_OBJECT Device,
    _In_ PIRP Irp,
    _In_ PVOID Event
    )
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Event, IO_NO_INCREMENT, FALSE); // @callback
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS
RelayOpenSocket(
    _Out_ PWSK_SOCKET *Socket
    )
{
    NTSTATUS status;
    KEVENT event;
    PIRP irp;

    *Socket = NULL;
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, RelaySignal, &event, TRUE, TRUE, TRUE);
    RelayProvider.Dispatch->WskSocket(RelayProvider.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
                                      WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    if (NT_SUCCESS(status)) {
        *Socket = (PWSK_SOCKET)irp->IoStatus.Information;
    }
    IoFreeIrp(irp);
    return status;
}

static VOID
RelayCloseSocket(
    _In_ PWSK_SOCKET Socket
    )
{
    LARGE_INTEGER moment;
    KEVENT event;
    PIRP irp;

    moment.QuadPart = -200000;
    while ((irp = IoAllocateIrp(1, FALSE)) == NULL) {
        KeDelayExecutionThread(KernelMode, FALSE, &moment);
    }
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, RelaySignal, &event, TRUE, TRUE, TRUE);
    ((const WSK_PROVIDER_BASIC_DISPATCH *)Socket->Dispatch)->WskCloseSocket(Socket, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(irp);
}

/* Adds a user; sets the network up for the first one. */
NTSTATUS
RelayAcquireNetwork(VOID)
{
    WSK_CLIENT_NPI client; // @client-npi
    NTSTATUS status = STATUS_SUCCESS;

    RelayLock();
    if (RelayNetwork.Users != 0) {
        RelayNetwork.Users++;
        goto Unlock;
    }

    client.ClientContext = NULL; // @npi-context
    client.Dispatch = &RelayDispatch; // @npi-dispatch
    status = WskRegister(&client, &RelayRegistration); // @register
    if (!NT_SUCCESS(status)) { // @register-check
        goto Unlock; // @jump-unregistered(Deregister)
    }

    status = WskCaptureProviderNPI(&RelayRegistration, 2000, &RelayProvider); // @capture
    if (!NT_SUCCESS(status)) { // @capture-check
        goto Deregister; // @jump-registered(Unlock) @jump-uncaptured(Release)
    }

    status = RelayOpenSocket(&RelayNetwork.Socket); // @provider-call(kept)
    if (!NT_SUCCESS(status)) {
        goto Release; // @jump-registered(Unlock) @jump-captured(Deregister)
    }

    RelayNetwork.Users = 1;
    goto Unlock;

Release:
    WskReleaseProviderNPI(&RelayRegistration); // @release-undo
Deregister:
    WskDeregister(&RelayRegistration); // @deregister-undo
Unlock:
    RelayUnlock();
    return status;
}

/* Takes a user away; tears the network down with the last one. */
VOID
RelayReleaseNetwork(VOID)
{
    RelayLock();
    if (--RelayNetwork.Users == 0) {
        RelayCloseSocket(RelayNetwork.Socket); // @close-unload
        RelayNetwork.Socket = NULL;
        WskReleaseProviderNPI(&RelayRegistration); // @release-unload
        WskDeregister(&RelayRegistration); // @deregister-unload
    }
    RelayUnlock();
}

static NTSTATUS
RelayComplete(
    _In_ PIRP Irp,
    _In_ NTSTATUS Status
    )
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

_Use_decl_annotations_
NTSTATUS
RelayCreate(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);
    return RelayComplete(Irp, RelayAcquireNetwork());
}

_Use_decl_annotations_
NTSTATUS
RelayClose(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);
    RelayReleaseNetwork();
    return RelayComplete(Irp, STATUS_SUCCESS);
}

_Use_decl_annotations_
NTSTATUS
DriverEntry(
    PDRIVER_OBJECT DriverObject,
    PUNICODE_STRING RegistryPath
    )
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Relay");
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    ExInitializePushLock(&RelayNetwork.Lock);

    status = IoCreateDevice(DriverObject, 0, &name, FILE_DEVICE_UNKNOWN, FILE_DEVICE_SECURE_OPEN, FALSE,
                            &RelayDevice);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    DriverObject->MajorFunction[IRP_MJ_CREATE] = RelayCreate;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = RelayClose;
    DriverObject->DriverUnload = RelayUnload;
    return STATUS_SUCCESS;
}

/* No handle is open any more when a driver is unloaded, so that there is no user left. */
_Use_decl_annotations_
VOID
RelayUnload(
    PDRIVER_OBJECT DriverObject
    )
{
    UNREFERENCED_PARAMETER(DriverObject);
    IoDeleteDevice(RelayDevice);
}

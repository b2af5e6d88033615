//
// dualstack.c: one WSK client per address family, so that each can be torn
// down on its own when the administrator switches a family off.
//

#include <ntddk.h>
#include <wsk.h>

#define DS_TAG 'kstD'

typedef enum _DS_FAMILY {
    DsIpv4 = 0,
    DsIpv6 = 1,
    DsFamilyCount
} DS_FAMILY;

typedef struct _DS_CLIENT {
    ADDRESS_FAMILY   Family;
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
    PWSK_SOCKET      Socket;
    BOOLEAN          Running;
} DS_CLIENT, *PDS_CLIENT;

typedef struct _DS_IRP {
    PIRP   Irp;
    KEVENT Event;
} DS_IRP, *PDS_IRP;

typedef struct _DS_SEND {
    PMDL  Mdl;
    PVOID Data;
} DS_SEND, *PDS_SEND;

static NTSTATUS WSKAPI DsClientEvent(PVOID Context, ULONG Event, PVOID Information, SIZE_T Length);

static const WSK_CLIENT_DISPATCH DsDispatch = { // @table
    MAKE_WSK_VERSION(1, 0), 0, DsClientEvent
};

static DS_CLIENT DsClients[DsFamilyCount];
static WSK_REGISTRATION DsAdminRegistration; // @registration

static NTSTATUS WSKAPI
DsClientEvent(PVOID Context, ULONG Event, PVOID Information, SIZE_T Length)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Event);
    UNREFERENCED_PARAMETER(Information);
    UNREFERENCED_PARAMETER(Length);
    return STATUS_NOT_IMPLEMENTED;
}

static NTSTATUS
DsWake(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE); // @callback
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS
DsSendDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PDS_SEND send = (PDS_SEND)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    IoFreeMdl(send->Mdl); // @callback
    ExFreePoolWithTag(send->Data, DS_TAG);
    ExFreePoolWithTag(send, DS_TAG);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static BOOLEAN
DsIrpInit(PDS_IRP I)
{
    I->Irp = IoAllocateIrp(1, FALSE);
    if (I->Irp == NULL) {
        return FALSE;
    }
    KeInitializeEvent(&I->Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(I->Irp, DsWake, &I->Event, TRUE, TRUE, TRUE);
    return TRUE;
}

static NTSTATUS
DsIrpFinish(PDS_IRP I, ULONG_PTR *Information)
{
    NTSTATUS status;

    KeWaitForSingleObject(&I->Event, Executive, KernelMode, FALSE, NULL);
    status = I->Irp->IoStatus.Status;
    if (Information != NULL) {
        *Information = I->Irp->IoStatus.Information;
    }
    IoFreeIrp(I->Irp);
    return status;
}

static NTSTATUS
DsSocketOpen(PDS_CLIENT Client)
{
    DS_IRP irp;
    ULONG_PTR information = 0;
    NTSTATUS status;

    if (!DsIrpInit(&irp)) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Client->Provider.Dispatch->WskSocket(Client->Provider.Client, Client->Family, SOCK_DGRAM, IPPROTO_UDP,
                                         WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, irp.Irp);
    status = DsIrpFinish(&irp, &information);
    if (NT_SUCCESS(status)) {
        Client->Socket = (PWSK_SOCKET)information;
    }
    return status;
}

static VOID
DsSocketClose(PDS_CLIENT Client)
{
    DS_IRP irp;

    while (!DsIrpInit(&irp)) {
        LARGE_INTEGER moment;
        moment.QuadPart = -10000;
        KeDelayExecutionThread(KernelMode, FALSE, &moment);
    }
    ((PWSK_PROVIDER_BASIC_DISPATCH)Client->Socket->Dispatch)->WskCloseSocket(Client->Socket, irp.Irp);
    (VOID)DsIrpFinish(&irp, NULL);
    Client->Socket = NULL;
}

NTSTATUS
DsSend(DS_FAMILY Family, const VOID *Data, ULONG Length, PSOCKADDR To)
{
    PDS_CLIENT client = &DsClients[Family];
    PDS_SEND send;
    PIRP irp;
    WSK_BUF buf;

    if (!client->Running) {
        return STATUS_DEVICE_NOT_READY;
    }

    send = (PDS_SEND)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*send), DS_TAG);
    if (send == NULL) {
        return STATUS_NO_MEMORY;
    }
    send->Data = ExAllocatePoolWithTag(NonPagedPoolNx, Length, DS_TAG);
    if (send->Data == NULL) {
        ExFreePoolWithTag(send, DS_TAG);
        return STATUS_NO_MEMORY;
    }
    RtlCopyMemory(send->Data, Data, Length);

    send->Mdl = IoAllocateMdl(send->Data, Length, FALSE, FALSE, NULL);
    irp = IoAllocateIrp(1, FALSE);
    if (send->Mdl == NULL || irp == NULL) {
        if (send->Mdl != NULL) {
            IoFreeMdl(send->Mdl);
        }
        if (irp != NULL) {
            IoFreeIrp(irp);
        }
        ExFreePoolWithTag(send->Data, DS_TAG);
        ExFreePoolWithTag(send, DS_TAG);
        return STATUS_NO_MEMORY;
    }
    MmBuildMdlForNonPagedPool(send->Mdl);

    buf.Mdl = send->Mdl;
    buf.Offset = 0;
    buf.Length = Length;
    IoSetCompletionRoutine(irp, DsSendDone, send, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)client->Socket->Dispatch)->WskSendTo(client->Socket, &buf, 0, To, 0, NULL, irp);
}

static NTSTATUS
DsClientStart(PDS_CLIENT Client, ADDRESS_FAMILY Family)
{
    WSK_CLIENT_NPI npi = { Client, &DsDispatch }; // @client-npi
    NTSTATUS status;

    Client->Family = Family;
    status = WskRegister(&npi, &Client->Registration); // @register
    if (NT_SUCCESS(status)) {
        status = WskCaptureProviderNPI(&Client->Registration, 1000, &Client->Provider); // @capture(entry)
        if (NT_SUCCESS(status)) {
            status = DsSocketOpen(Client); // @provider-call(kept)
            if (NT_SUCCESS(status)) {
                Client->Running = TRUE;
                return STATUS_SUCCESS;
            }
            WskReleaseProviderNPI(&Client->Registration); // @release-undo
        }
        WskDeregister(&Client->Registration); // @deregister-undo
    }
    return status;
}

static VOID
DsClientStop(PDS_CLIENT Client)
{
    if (!Client->Running) {
        return;
    }
    Client->Running = FALSE;
    DsSocketClose(Client); // @close-unload
    WskReleaseProviderNPI(&Client->Registration); // @release-unload
    WskDeregister(&Client->Registration); // @deregister-unload
}

static NTSTATUS
DsQueryVersions(USHORT *Highest)
{
    WSK_PROVIDER_CHARACTERISTICS range;
    NTSTATUS status;

    status = WskQueryProviderCharacteristics(&DsAdminRegistration, &range);
    if (NT_SUCCESS(status)) {
        *Highest = range.HighestVersion;
    }
    return status;
}

static VOID
DsUnload(PDRIVER_OBJECT DriverObject)
{
    ULONG i;

    UNREFERENCED_PARAMETER(DriverObject);
    for (i = 0; i < DsFamilyCount; i++) { // @unload-start @call-cleanup-unload
        DsClientStop(&DsClients[i]);
    }
    WskDeregister(&DsAdminRegistration); // @deregister-unload
}

NTSTATUS
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    static const ADDRESS_FAMILY families[DsFamilyCount] = { AF_INET, AF_INET6 };
    WSK_CLIENT_NPI adminNpi; // @client-npi
    USHORT highest = 0;
    NTSTATUS status;
    ULONG i;

    UNREFERENCED_PARAMETER(RegistryPath);

    adminNpi.ClientContext = NULL; // @npi-context
    adminNpi.Dispatch = &DsDispatch; // @npi-dispatch
    status = WskRegister(&adminNpi, &DsAdminRegistration); // @register
    if (status != STATUS_SUCCESS) { // @register-check
        return status;
    }

    if (NT_SUCCESS(DsQueryVersions(&highest))) { // @leak-point
        DbgPrint("dualstack: WSK %u.%u\n", highest >> 8, highest & 0xff);
    }

    for (i = 0; i < DsFamilyCount; i++) {
        status = DsClientStart(&DsClients[i], families[i]);
        if (!NT_SUCCESS(status)) {
            DbgPrint("dualstack: family %u: %08x\n", families[i], status);
            goto Fail;
        }
    }

    DriverObject->DriverUnload = DsUnload; // @unload-assign
    return STATUS_SUCCESS;

Fail:
    while (i-- > 0) { // @call-cleanup-undo
        DsClientStop(&DsClients[i]);
    }
    WskDeregister(&DsAdminRegistration); // @deregister-undo
    return status;
}

/*++

Module Name:

    netglue.c

Abstract:

    Registers with Winsock Kernel, keeps the provider NPI while the driver is
    loaded, and opens and closes sockets synchronously.

Environment:

    Kernel mode

--*/

#include "netglue.h"

static NTSTATUS WSKAPI
NetGlueClientEvent(
    _In_opt_ PVOID ClientContext,
    _In_ ULONG EventType,
    _In_reads_bytes_opt_(InformationLength) PVOID Information,
    _In_ SIZE_T InformationLength
    );

static const WSK_CLIENT_DISPATCH GlueDispatch = { MAKE_WSK_VERSION(1, 0), 0, NetGlueClientEvent }; // @table

static WSK_REGISTRATION GlueRegistration; // @registration

static WSK_PROVIDER_NPI GlueProvider;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, NetGlueStart)
#pragma alloc_text(PAGE, NetGlueStop)
#pragma alloc_text(PAGE, NetGlueOpenDatagramSocket)
#endif

static NTSTATUS
NetGlueIrpComplete(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PIRP Irp,
    _In_ PVOID Context
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE); // @callback
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS WSKAPI
NetGlueClientEvent(
    _In_opt_ PVOID ClientContext,
    _In_ ULONG EventType,
    _In_reads_bytes_opt_(InformationLength) PVOID Information,
    _In_ SIZE_T InformationLength
    )
{
    UNREFERENCED_PARAMETER(ClientContext);
    UNREFERENCED_PARAMETER(EventType);
    UNREFERENCED_PARAMETER(Information);
    UNREFERENCED_PARAMETER(InformationLength);
    return STATUS_NOT_IMPLEMENTED;
}

_Use_decl_annotations_
NTSTATUS
NetGlueStart(
    VOID
    )
{
    WSK_CLIENT_NPI clientNpi; // @client-npi
    NTSTATUS status;

    PAGED_CODE();

    clientNpi.ClientContext = NULL; // @npi-context
    clientNpi.Dispatch = &GlueDispatch; // @npi-dispatch

    status = WskRegister(&clientNpi, &GlueRegistration); // @register
    if (!NT_SUCCESS(status)) { // @register-check
        DbgPrintEx(DPFLTR_IHVNETWORK_ID, DPFLTR_ERROR_LEVEL, "glue: WskRegister 0x%08x\n", status);
        return status;
    }

    status = WskCaptureProviderNPI(&GlueRegistration, GLUE_CAPTURE_TIMEOUT_MS, &GlueProvider); // @leak-point @capture(entry)
    if (!NT_SUCCESS(status)) { // @capture-check
        DbgPrintEx(DPFLTR_IHVNETWORK_ID, DPFLTR_ERROR_LEVEL, "glue: no provider 0x%08x\n", status);
        WskDeregister(&GlueRegistration); // @deregister-undo
        return status;
    }

    return STATUS_SUCCESS;
}

_Use_decl_annotations_
VOID
NetGlueStop(
    VOID
    )
{
    PAGED_CODE();

    WskReleaseProviderNPI(&GlueRegistration); // @release-unload
    WskDeregister(&GlueRegistration); // @deregister-unload
}

_Use_decl_annotations_
NTSTATUS
NetGlueOpenDatagramSocket(
    USHORT Port,
    PWSK_SOCKET *Socket
    )
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *dispatch;
    PWSK_SOCKET socket;
    SOCKADDR_IN local;
    KEVENT event;
    PIRP irp;
    NTSTATUS status;

    PAGED_CODE();
    *Socket = NULL;

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, NetGlueIrpComplete, &event, TRUE, TRUE, TRUE);
    GlueProvider.Dispatch->WskSocket(GlueProvider.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
                                     WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(irp);
        return status;
    }
    socket = (PWSK_SOCKET)irp->IoStatus.Information;

    RtlZeroMemory(&local, sizeof(local));
    local.sin_family = AF_INET;
    local.sin_port = RtlUshortByteSwap(Port);

    IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(irp, NetGlueIrpComplete, &event, TRUE, TRUE, TRUE);
    dispatch = (const WSK_PROVIDER_DATAGRAM_DISPATCH *)socket->Dispatch;
    dispatch->WskBind(socket, (PSOCKADDR)&local, 0, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    IoFreeIrp(irp);
    if (!NT_SUCCESS(status)) {
        NetGlueCloseSocket(socket);
        return status;
    }

    *Socket = socket;
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
VOID
NetGlueCloseSocket(
    PWSK_SOCKET Socket
    )
{
    LARGE_INTEGER moment;
    KEVENT event;
    PIRP irp;

    moment.QuadPart = -10 * 1000 * 10;
    while ((irp = IoAllocateIrp(1, FALSE)) == NULL) {
        KeDelayExecutionThread(KernelMode, FALSE, &moment);
    }

    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, NetGlueIrpComplete, &event, TRUE, TRUE, TRUE);
    ((const WSK_PROVIDER_BASIC_DISPATCH *)Socket->Dispatch)->WskCloseSocket(Socket, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(irp);
}

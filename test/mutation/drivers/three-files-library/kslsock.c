/*
 * kslsock.c - sockets
 */
#include "ksl.h"

static NTSTATUS KslCompletion(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PKEVENT Event = (PKEVENT)Context;

    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(DeviceObject);

    KeSetEvent(Event, IO_NO_INCREMENT, FALSE); // @callback
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS KslInitIrp(PIRP *Irp, PKEVENT Event)
{
    *Irp = IoAllocateIrp(1, FALSE);
    if (*Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    KeInitializeEvent(Event, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(*Irp, KslCompletion, Event, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static NTSTATUS KslInitBuffer(PVOID Buffer, ULONG Size, PWSK_BUF WskBuf)
{
    NTSTATUS Status = STATUS_SUCCESS;

    WskBuf->Offset = 0;
    WskBuf->Length = Size;
    WskBuf->Mdl = IoAllocateMdl(Buffer, Size, FALSE, FALSE, NULL);
    if (WskBuf->Mdl == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    __try {
        MmProbeAndLockPages(WskBuf->Mdl, KernelMode, IoWriteAccess);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        IoFreeMdl(WskBuf->Mdl);
        WskBuf->Mdl = NULL;
        Status = STATUS_ACCESS_VIOLATION;
    }
    return Status;
}

static VOID KslFreeBuffer(PWSK_BUF WskBuf)
{
    MmUnlockPages(WskBuf->Mdl);
    IoFreeMdl(WskBuf->Mdl);
}

PWSK_SOCKET KslSocket(ADDRESS_FAMILY Family, USHORT Type, ULONG Protocol, ULONG Flags)
{
    KEVENT Event;
    PIRP Irp;
    PWSK_SOCKET Socket = NULL;
    NTSTATUS Status;

    if (KslState != KSL_UP)
        return NULL;
    if (!NT_SUCCESS(KslInitIrp(&Irp, &Event)))
        return NULL;

    Status = KslProvider.Dispatch->WskSocket(KslProvider.Client, Family, Type, Protocol, Flags,
                                            NULL, NULL, NULL, NULL, NULL, Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    if (NT_SUCCESS(Status))
        Socket = (PWSK_SOCKET)Irp->IoStatus.Information;

    IoFreeIrp(Irp);
    return Socket;
}

NTSTATUS KslCloseSocket(PWSK_SOCKET Socket)
{
    KEVENT Event;
    PIRP Irp;
    NTSTATUS Status;

    if (Socket == NULL)
        return STATUS_INVALID_PARAMETER;
    Status = KslInitIrp(&Irp, &Event);
    if (!NT_SUCCESS(Status))
        return Status;

    Status = ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    IoFreeIrp(Irp);
    return Status;
}

LONG KslSend(PWSK_SOCKET Socket, PVOID Buffer, ULONG Length, ULONG Flags)
{
    KEVENT Event;
    PIRP Irp;
    WSK_BUF Buf;
    NTSTATUS Status;
    LONG Sent = -1;

    if (!NT_SUCCESS(KslInitBuffer(Buffer, Length, &Buf)))
        return -1;

    if (NT_SUCCESS(KslInitIrp(&Irp, &Event))) {
        Status = ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, &Buf, Flags, Irp);
        if (Status == STATUS_PENDING) {
            KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
            Status = Irp->IoStatus.Status;
        }
        Sent = NT_SUCCESS(Status) ? (LONG)Irp->IoStatus.Information : -1;
        IoFreeIrp(Irp);
    }
    KslFreeBuffer(&Buf);
    return Sent;
}

BOOLEAN KslIsIpv6Available(VOID)
{
    WSK_PROVIDER_NPI Npi;
    SIZE_T Returned = 0;
    ULONG Count[32];
    NTSTATUS Status;

    if (KslState != KSL_UP)
        return FALSE;

    Status = WskCaptureProviderNPI(&KslRegistration, WSK_NO_WAIT, &Npi); // @capture
    if (!NT_SUCCESS(Status)) // @capture-check
        return FALSE;

    Status = Npi.Dispatch->WskControlClient(Npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, // @provider-call
                                            sizeof(Count), Count, &Returned, NULL);
    WskReleaseProviderNPI(&KslRegistration); // @release-use
    return (BOOLEAN)(NT_SUCCESS(Status) && Returned > sizeof(ULONG));
}

// Old SAL (__in/__out), KdPrint, and an interlocked state word around start-up and clean-up.
#include <ntddk.h>
#include <wsk.h>

#define ST_DOWN      0
#define ST_STARTING  1
#define ST_UP        2
#define ST_STOPPING  3

static LONG             g_LibState = ST_DOWN;
static WSK_REGISTRATION g_LibRegistration;
static WSK_PROVIDER_NPI g_LibProvider;
static WSK_CLIENT_DISPATCH g_LibDispatch = {MAKE_WSK_VERSION(1,0), 0, NULL};

static
NTSTATUS
NTAPI
LibIrpDone(
    __in PDEVICE_OBJECT DeviceObject,
    __in PIRP           Irp,
    __in PKEVENT        Event
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static
NTSTATUS
LibAllocIrp(
    __out PIRP      *Irp,
    __in  PKEVENT   Event
    )
{
    KeInitializeEvent(Event, SynchronizationEvent, FALSE);

    *Irp = IoAllocateIrp(1, FALSE);
    if (!*Irp) {
        KdPrint(("LibAllocIrp(): IoAllocateIrp() failed\n"));
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(*Irp, (PIO_COMPLETION_ROUTINE)LibIrpDone, Event, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI LibStartup()
{
    WSK_CLIENT_NPI  Client = {0};
    NTSTATUS        Status = STATUS_UNSUCCESSFUL;

    if (InterlockedCompareExchange(&g_LibState, ST_STARTING, ST_DOWN) != ST_DOWN)
        return STATUS_ALREADY_REGISTERED;

    Client.ClientContext = NULL;
    Client.Dispatch = &g_LibDispatch;

    Status = WskRegister(&Client, &g_LibRegistration);
    if (!NT_SUCCESS(Status)) {
        KdPrint(("WskRegister() failed with status 0x%08X\n", Status));
        InterlockedExchange(&g_LibState, ST_DOWN);
        return Status;
    }

    Status = WskCaptureProviderNPI(&g_LibRegistration, WSK_NO_WAIT, &g_LibProvider);
    if (!NT_SUCCESS(Status)) {
        KdPrint(("WskCaptureProviderNPI() failed with status 0x%08X\n", Status));
        WskDeregister(&g_LibRegistration);
        InterlockedExchange(&g_LibState, ST_DOWN);
        return Status;
    }

    InterlockedExchange(&g_LibState, ST_UP);
    return STATUS_SUCCESS;
}

VOID NTAPI LibCleanup()
{
    if (InterlockedCompareExchange(&g_LibState, ST_STOPPING, ST_UP) != ST_UP)
        return;

    WskReleaseProviderNPI(&g_LibRegistration);
    WskDeregister(&g_LibRegistration);

    InterlockedExchange(&g_LibState, ST_DOWN);
}

PWSK_SOCKET
NTAPI
LibSocket(
    __in ADDRESS_FAMILY Family,
    __in USHORT         Type,
    __in ULONG          Protocol,
    __in ULONG          Flags
    )
{
    KEVENT      Event = {0};
    PIRP        Irp = NULL;
    PWSK_SOCKET Socket = NULL;
    NTSTATUS    Status = STATUS_UNSUCCESSFUL;

    if (g_LibState != ST_UP)
        return NULL;

    Status = LibAllocIrp(&Irp, &Event);
    if (!NT_SUCCESS(Status))
        return NULL;

    Status = g_LibProvider.Dispatch->WskSocket(
        g_LibProvider.Client,
        Family,
        Type,
        Protocol,
        Flags,
        NULL,
        NULL,
        NULL,
        NULL,
        NULL,
        Irp);
    if (Status == STATUS_PENDING) {
        KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }

    Socket = NT_SUCCESS(Status) ? (PWSK_SOCKET)Irp->IoStatus.Information : NULL;

    IoFreeIrp(Irp);
    return Socket;
}

NTSTATUS
NTAPI
LibCloseSocket(
    __in PWSK_SOCKET Socket
    )
{
    KEVENT   Event = {0};
    PIRP     Irp = NULL;
    NTSTATUS Status = STATUS_UNSUCCESSFUL;

    if (g_LibState != ST_UP || !Socket)
        return STATUS_INVALID_PARAMETER;

    Status = LibAllocIrp(&Irp, &Event);
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

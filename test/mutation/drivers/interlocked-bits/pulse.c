/*
 *  pulse.c
 *
 *  Sends what a device measures to a monitor. What has been set up is kept as bits of
 *  one word, which are set and reset with interlocked operations.
 */

#include <wdm.h>
#include <wsk.h>

#define PULSE_TAG 'sluP'

#define PULSE_REGISTERED 0x00000001
#define PULSE_CAPTURED   0x00000002
#define PULSE_SOCKET     0x00000004

typedef struct _PULSE_STATE {
    volatile LONG    Flags;
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
    PWSK_SOCKET      Socket;
    ULONG            Rate;
} PULSE_STATE, *PPULSE_STATE;

static PPULSE_STATE Pulse;

static const WSK_CLIENT_DISPATCH PulseDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL }; // @table

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD PulseUnload;

static NTSTATUS PulseIrpDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static BOOLEAN PulsePrepareIrp(PIRP *Irp, PKEVENT Event)
{
    *Irp = IoAllocateIrp(1, FALSE);
    if (*Irp == NULL) {
        return FALSE;
    }
    KeInitializeEvent(Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(*Irp, PulseIrpDone, Event, TRUE, TRUE, TRUE);
    return TRUE;
}

static NTSTATUS PulseOpenSocket(PPULSE_STATE State)
{
    NTSTATUS status;
    KEVENT event;
    PIRP irp;

    if (!PulsePrepareIrp(&irp, &event)) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    State->Provider.Dispatch->WskSocket(State->Provider.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
                                        WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    status = irp->IoStatus.Status;
    if (NT_SUCCESS(status)) {
        State->Socket = (PWSK_SOCKET)irp->IoStatus.Information;
        InterlockedOr(&State->Flags, PULSE_SOCKET);
    }
    IoFreeIrp(irp);
    return status;
}

static VOID PulseCloseSocket(PPULSE_STATE State)
{
    LARGE_INTEGER moment;
    KEVENT event;
    PIRP irp;

    moment.QuadPart = -100000;
    while (!PulsePrepareIrp(&irp, &event)) {
        KeDelayExecutionThread(KernelMode, FALSE, &moment);
    }
    ((const WSK_PROVIDER_BASIC_DISPATCH *)State->Socket->Dispatch)->WskCloseSocket(State->Socket, irp);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(irp);
}

/* Undoes whatever PulseStart has done; may be called at any stage. */
static VOID PulseStop(PPULSE_STATE State)
{
    if (InterlockedAnd(&State->Flags, ~PULSE_SOCKET) & PULSE_SOCKET) {
        PulseCloseSocket(State);
    }
    if (InterlockedAnd(&State->Flags, ~PULSE_CAPTURED) & PULSE_CAPTURED) { // @guard-release
        WskReleaseProviderNPI(&State->Registration); // @release-unload
    }
    if (InterlockedAnd(&State->Flags, ~PULSE_REGISTERED) & PULSE_REGISTERED) { // @guard-deregister
        WskDeregister(&State->Registration); // @deregister-unload
    }
}

static NTSTATUS PulseStart(PPULSE_STATE State)
{
    WSK_CLIENT_NPI client; // @client-npi
    NTSTATUS status;

    client.ClientContext = State; // @npi-context
    client.Dispatch = &PulseDispatch; // @npi-dispatch

    status = WskRegister(&client, &State->Registration); // @register
    if (!NT_SUCCESS(status)) { // @register-check
        PulseStop(State);
        return status;
    }
    InterlockedOr(&State->Flags, PULSE_REGISTERED); // @flag-registered(undo)

    status = WskCaptureProviderNPI(&State->Registration, 1000, &State->Provider); // @leak-point(freed) @capture(entry)
    if (!NT_SUCCESS(status)) { // @capture-check
        PulseStop(State); // @call-cleanup-undo
        return status;
    }
    InterlockedOr(&State->Flags, PULSE_CAPTURED); // @flag-captured(undo)

    status = PulseOpenSocket(State); // @leak-point(freed) @provider-call(kept)
    if (!NT_SUCCESS(status)) {
        PulseStop(State); // @call-cleanup-undo
    }
    return status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PPULSE_STATE state;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    state = (PPULSE_STATE)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(PULSE_STATE), PULSE_TAG); // @pool
    if (state == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    RtlZeroMemory(state, sizeof(PULSE_STATE));
    state->Rate = 50;

    status = PulseStart(state);
    if (!NT_SUCCESS(status)) {
        DbgPrint("pulse: cannot start, 0x%08x\n", status);
        ExFreePoolWithTag(state, PULSE_TAG);
        return status;
    }

    Pulse = state;
    DriverObject->DriverUnload = PulseUnload; // @unload-assign
    return STATUS_SUCCESS;
}

VOID PulseUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);

    PulseStop(Pulse); // @unload-start @call-cleanup-unload
    ExFreePoolWithTag(Pulse, PULSE_TAG); // @free-unload
    Pulse = NULL;
}

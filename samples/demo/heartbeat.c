/*
 * heartbeat.c - tells a monitoring host every ten seconds, in one UDP datagram, that this machine is alive.
 *
 * The demo of WSK Driver Tools. It is laid out like a real driver, it compiles, it works on a good day, and it
 * has five bugs in its use of Winsock Kernel. README.md beside this file names them.
 */

#include <ntddk.h>
#include <wsk.h>

#define HEARTBEAT_PORT 9871
#define HEARTBEAT_SECONDS 10

typedef struct _HEARTBEAT {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
    PWSK_SOCKET Socket;
    PKTHREAD Thread;
    KEVENT Stop;
} HEARTBEAT;

static HEARTBEAT Heartbeat;
static const CHAR Message[] = "alive";

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD HeartbeatUnload;
static IO_COMPLETION_ROUTINE HeartbeatRequestDone;
static KSTART_ROUTINE HeartbeatThread;

static NTSTATUS
HeartbeatRequestDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP
HeartbeatNewRequest(_Out_ PKEVENT Done)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    KeInitializeEvent(Done, NotificationEvent, FALSE);
    if (irp != NULL) {
        IoSetCompletionRoutine(irp, HeartbeatRequestDone, Done, TRUE, TRUE, TRUE);
    }
    return irp;
}

/* Waits for the request, frees it and gives its status; Information may be NULL. */
static NTSTATUS
HeartbeatFinishRequest(_In_ PIRP Irp, _In_ PKEVENT Done, _Out_opt_ PULONG_PTR Information)
{
    NTSTATUS status;

    KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
    status = Irp->IoStatus.Status;
    if (Information != NULL) {
        *Information = Irp->IoStatus.Information;
    }
    IoFreeIrp(Irp);
    return status;
}

static VOID
HeartbeatCloseSocket(VOID)
{
    const WSK_PROVIDER_BASIC_DISPATCH *dispatch = Heartbeat.Socket->Dispatch;
    KEVENT done;
    PIRP irp = HeartbeatNewRequest(&done);

    if (irp == NULL) {
        return;
    }
    dispatch->WskCloseSocket(Heartbeat.Socket, irp);
    HeartbeatFinishRequest(irp, &done, NULL);
    Heartbeat.Socket = NULL;
}

static NTSTATUS
HeartbeatOpenSocket(VOID)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *dispatch;
    SOCKADDR_IN local = {0};
    ULONG_PTR socket;
    KEVENT done;
    NTSTATUS status;
    PIRP irp = HeartbeatNewRequest(&done);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Heartbeat.Provider.Dispatch->WskSocket(Heartbeat.Provider.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
        WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, irp);
    status = HeartbeatFinishRequest(irp, &done, &socket);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Heartbeat.Socket = (PWSK_SOCKET)socket;

    irp = HeartbeatNewRequest(&done);
    if (irp == NULL) {
        HeartbeatCloseSocket();
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    local.sin_family = AF_INET;
    dispatch = Heartbeat.Socket->Dispatch;
    dispatch->WskBind(Heartbeat.Socket, (PSOCKADDR)&local, 0, irp);
    status = HeartbeatFinishRequest(irp, &done, NULL);
    if (!NT_SUCCESS(status)) {
        HeartbeatCloseSocket();
    }
    return status;
}

static VOID
HeartbeatSend(_In_ PMDL Mdl)
{
    const WSK_PROVIDER_DATAGRAM_DISPATCH *dispatch = Heartbeat.Socket->Dispatch;
    SOCKADDR_IN remote = {0};
    WSK_BUF buffer;
    KEVENT done;
    PIRP irp = HeartbeatNewRequest(&done);

    if (irp == NULL) {
        return; /* the next one may get through */
    }
    buffer.Mdl = Mdl;
    buffer.Offset = 0;
    buffer.Length = sizeof(Message) - 1;
    remote.sin_family = AF_INET;
    remote.sin_port = RtlUshortByteSwap(HEARTBEAT_PORT);
    remote.sin_addr.s_addr = RtlUlongByteSwap(0xC0000201); /* 192.0.2.1 */
    dispatch->WskSendTo(Heartbeat.Socket, &buffer, 0, (PSOCKADDR)&remote, 0, NULL, irp);
    HeartbeatFinishRequest(irp, &done, NULL);
}

static VOID
HeartbeatThread(_In_ PVOID Context)
{
    PMDL mdl = IoAllocateMdl((PVOID)Message, sizeof(Message) - 1, FALSE, FALSE, NULL);
    LARGE_INTEGER pause;

    UNREFERENCED_PARAMETER(Context);

    if (mdl != NULL) {
        MmBuildMdlForNonPagedPool(mdl);
        pause.QuadPart = -10000000LL * HEARTBEAT_SECONDS;
        while (KeWaitForSingleObject(&Heartbeat.Stop, Executive, KernelMode, FALSE, &pause) == STATUS_TIMEOUT) {
            HeartbeatSend(mdl);
        }
        IoFreeMdl(mdl);
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static NTSTATUS
HeartbeatStartThread(VOID)
{
    HANDLE thread;
    NTSTATUS status;

    KeInitializeEvent(&Heartbeat.Stop, NotificationEvent, FALSE);
    status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, HeartbeatThread, NULL);
    if (NT_SUCCESS(status)) {
        ObReferenceObjectByHandle(thread, THREAD_ALL_ACCESS, NULL, KernelMode, (PVOID *)&Heartbeat.Thread, NULL);
        ZwClose(thread);
    }
    return status;
}

static NTSTATUS
HeartbeatRegister(VOID)
{
    WSK_CLIENT_DISPATCH dispatch = {1, 0, NULL};
    WSK_CLIENT_NPI client;

    client.ClientContext = NULL;
    client.Dispatch = &dispatch;
    return WskRegister(&client, &Heartbeat.Registration);
}

static VOID
HeartbeatUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);

    KeSetEvent(&Heartbeat.Stop, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(Heartbeat.Thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(Heartbeat.Thread);
    HeartbeatCloseSocket();
    WskReleaseProviderNPI(&Heartbeat.Registration);
    WskDeregister(&Heartbeat.Registration);
}

NTSTATUS
DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    status = HeartbeatRegister();
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = WskCaptureProviderNPI(&Heartbeat.Registration, WSK_INFINITE_WAIT, &Heartbeat.Provider);
    if (!NT_SUCCESS(status)) {
        DbgPrint("heartbeat: no WSK provider (0x%08x)\n", status);
        return status;
    }

    status = HeartbeatOpenSocket();
    if (!NT_SUCCESS(status)) {
        goto Failed;
    }

    status = HeartbeatStartThread();
    if (!NT_SUCCESS(status)) {
        HeartbeatCloseSocket();
        goto Failed;
    }

    DriverObject->DriverUnload = HeartbeatUnload;
    return STATUS_SUCCESS;

Failed:
    WskDeregister(&Heartbeat.Registration);
    WskReleaseProviderNPI(&Heartbeat.Registration);
    return status;
}

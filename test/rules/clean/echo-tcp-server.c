// TCP echo server: registers in DriverEntry, captures, listens and releases in a worker thread, deregisters in Unload.
#include <ntddk.h>
#include <wsk.h>

#define ESRV_PORT 0x0700 // port 7 in network byte order

typedef struct _ESRV_CONTEXT {
    KEVENT StopEvent;
    KEVENT IoEvent;
    PVOID ThreadObject;
    PIRP Irp;
    PWSK_SOCKET ListenSocket;
} ESRV_CONTEXT, *PESRV_CONTEXT;

static const WSK_CLIENT_DISPATCH EsrvClientDispatch = {
    MAKE_WSK_VERSION(1, 0),
    0,
    NULL
};

static WSK_REGISTRATION EsrvRegistration;
static ESRV_CONTEXT EsrvContext;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD EsrvUnload;
KSTART_ROUTINE EsrvWorkerThread;
IO_COMPLETION_ROUTINE EsrvIoComplete;

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, EsrvUnload)
#pragma alloc_text(PAGE, EsrvWorkerThread)
#endif

_Use_decl_annotations_
NTSTATUS
EsrvIoComplete(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static
VOID
EsrvPrepareIrp(
    _In_ PESRV_CONTEXT Context
    )
{
    IoReuseIrp(Context->Irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&Context->IoEvent);
    IoSetCompletionRoutine(Context->Irp, EsrvIoComplete, &Context->IoEvent, TRUE, TRUE, TRUE);
}

static
NTSTATUS
EsrvWaitForIrp(
    _In_ PESRV_CONTEXT Context
    )
{
    KeWaitForSingleObject(&Context->IoEvent, Executive, KernelMode, FALSE, NULL);
    return Context->Irp->IoStatus.Status;
}

//
// Opens and binds the listening socket. The provider NPI is needed for the socket call only.
//
static
NTSTATUS
EsrvListen(
    _In_ PESRV_CONTEXT Context
    )
{
    NTSTATUS status;
    WSK_PROVIDER_NPI providerNpi;
    SOCKADDR_IN address;
    const WSK_PROVIDER_LISTEN_DISPATCH *dispatch;

    status = WskCaptureProviderNPI(&EsrvRegistration, WSK_INFINITE_WAIT, &providerNpi);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    EsrvPrepareIrp(Context);
    providerNpi.Dispatch->WskSocket(
        providerNpi.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_LISTEN_SOCKET,
        NULL, NULL, NULL, NULL, NULL, Context->Irp);
    status = EsrvWaitForIrp(Context);

    WskReleaseProviderNPI(&EsrvRegistration);

    if (!NT_SUCCESS(status)) {
        return status;
    }

    Context->ListenSocket = (PWSK_SOCKET)Context->Irp->IoStatus.Information;
    dispatch = (const WSK_PROVIDER_LISTEN_DISPATCH *)Context->ListenSocket->Dispatch;

    RtlZeroMemory(&address, sizeof(address));
    address.sin_family = AF_INET;
    address.sin_port = ESRV_PORT;

    EsrvPrepareIrp(Context);
    dispatch->WskBind(Context->ListenSocket, (PSOCKADDR)&address, 0, Context->Irp);
    return EsrvWaitForIrp(Context);
}

_Use_decl_annotations_
VOID
EsrvWorkerThread(
    PVOID StartContext
    )
{
    PESRV_CONTEXT context = (PESRV_CONTEXT)StartContext;
    NTSTATUS status;

    PAGED_CODE();

    status = EsrvListen(context);
    if (!NT_SUCCESS(status)) {
        DbgPrint("esrv: no listening socket, 0x%08lx\n", status);
    }

    KeWaitForSingleObject(&context->StopEvent, Executive, KernelMode, FALSE, NULL);

    if (context->ListenSocket != NULL) {
        EsrvPrepareIrp(context);
        ((PWSK_PROVIDER_LISTEN_DISPATCH)context->ListenSocket->Dispatch)->WskCloseSocket(
            context->ListenSocket, context->Irp);
        EsrvWaitForIrp(context);
    }

    PsTerminateSystemThread(STATUS_SUCCESS);
}

_Use_decl_annotations_
VOID
EsrvUnload(
    PDRIVER_OBJECT DriverObject
    )
{
    UNREFERENCED_PARAMETER(DriverObject);

    PAGED_CODE();

    KeSetEvent(&EsrvContext.StopEvent, IO_NO_INCREMENT, FALSE);

    // Returns when the worker has released the NPI and closed its socket.
    WskDeregister(&EsrvRegistration);

    KeWaitForSingleObject(EsrvContext.ThreadObject, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(EsrvContext.ThreadObject);
    IoFreeIrp(EsrvContext.Irp);
}

_Use_decl_annotations_
NTSTATUS
DriverEntry(
    PDRIVER_OBJECT DriverObject,
    PUNICODE_STRING RegistryPath
    )
{
    NTSTATUS status;
    HANDLE threadHandle;
    WSK_CLIENT_NPI clientNpi;

    UNREFERENCED_PARAMETER(RegistryPath);

    KeInitializeEvent(&EsrvContext.StopEvent, NotificationEvent, FALSE);
    KeInitializeEvent(&EsrvContext.IoEvent, SynchronizationEvent, FALSE);

    EsrvContext.Irp = IoAllocateIrp(1, FALSE);
    if (EsrvContext.Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    clientNpi.ClientContext = NULL;
    clientNpi.Dispatch = &EsrvClientDispatch;
    status = WskRegister(&clientNpi, &EsrvRegistration);
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(EsrvContext.Irp);
        return status;
    }

    status = PsCreateSystemThread(
        &threadHandle, THREAD_ALL_ACCESS, NULL, NULL, NULL, EsrvWorkerThread, &EsrvContext);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&EsrvRegistration);
        IoFreeIrp(EsrvContext.Irp);
        return status;
    }

    ObReferenceObjectByHandle(
        threadHandle, THREAD_ALL_ACCESS, NULL, KernelMode, &EsrvContext.ThreadObject, NULL);
    ZwClose(threadHandle);

    DriverObject->DriverUnload = EsrvUnload;
    return STATUS_SUCCESS;
}

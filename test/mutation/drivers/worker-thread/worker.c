/*
 * worker.c - a thread owns the network; DriverEntry only registers and starts it.
 *
 * The thread captures the provider NPI and keeps it. Unload stops the thread,
 * releases the NPI that it leaves behind, and deregisters.
 */
#include <ntifs.h>
#include <wsk.h>

#define WRK_TAG 'krWn'

typedef struct _WORKER {
    KEVENT              StopRequested;
    PETHREAD            Thread;
    KSPIN_LOCK          QueueLock;
    LIST_ENTRY          Queue;
    KSEMAPHORE          QueueSemaphore;
    WSK_REGISTRATION    Registration;
    WSK_PROVIDER_NPI    Provider;
    BOOLEAN             HaveProvider;
    LONG                Sent;
    LONG                Dropped;
} WORKER, *PWORKER;

typedef struct _MESSAGE {
    LIST_ENTRY  Link;
    ULONG       Length;
    UCHAR       Data[ANYSIZE_ARRAY];
} MESSAGE, *PMESSAGE;

PWORKER gWorker;

WSK_CLIENT_DISPATCH gClientDispatch = { // @table
    .Version        = MAKE_WSK_VERSION(1, 0),
    .Reserved       = 0,
    .WskClientEvent = NULL
};

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD WorkerUnload;
KSTART_ROUTINE WorkerThread;

static NTSTATUS WorkerIrpComplete(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NETWORK_INCREMENT, FALSE); // @callback
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS WorkerQueueMessage(const VOID *Data, ULONG Length)
{
    KIRQL irql;
    PMESSAGE message;

    message = ExAllocatePool2(POOL_FLAG_NON_PAGED, FIELD_OFFSET(MESSAGE, Data) + Length, WRK_TAG);
    if (!message)
        return STATUS_INSUFFICIENT_RESOURCES;

    message->Length = Length;
    RtlCopyMemory(message->Data, Data, Length);

    KeAcquireSpinLock(&gWorker->QueueLock, &irql);
    InsertTailList(&gWorker->Queue, &message->Link);
    KeReleaseSpinLock(&gWorker->QueueLock, irql);
    KeReleaseSemaphore(&gWorker->QueueSemaphore, IO_NO_INCREMENT, 1, FALSE);
    return STATUS_SUCCESS;
}

static PMESSAGE WorkerDequeue(PWORKER Worker)
{
    KIRQL irql;
    PLIST_ENTRY entry = NULL;

    KeAcquireSpinLock(&Worker->QueueLock, &irql);
    if (!IsListEmpty(&Worker->Queue))
        entry = RemoveHeadList(&Worker->Queue);
    KeReleaseSpinLock(&Worker->QueueLock, irql);

    return entry ? CONTAINING_RECORD(entry, MESSAGE, Link) : NULL;
}

static NTSTATUS WorkerCreateSocket(PWSK_PROVIDER_NPI Npi, PIRP Irp, PKEVENT Event, PWSK_SOCKET *Socket)
{
    NTSTATUS status;

    *Socket = NULL;
    KeClearEvent(Event);
    IoReuseIrp(Irp, STATUS_UNSUCCESSFUL);
    IoSetCompletionRoutine(Irp, WorkerIrpComplete, Event, TRUE, TRUE, TRUE);
    (void)Npi->Dispatch->WskSocket(Npi->Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP, WSK_FLAG_DATAGRAM_SOCKET,
                                   NULL, NULL, NULL, NULL, NULL, Irp);
    KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
    status = Irp->IoStatus.Status;
    if (NT_SUCCESS(status))
        *Socket = (PWSK_SOCKET)Irp->IoStatus.Information;
    return status;
}

VOID WorkerThread(PVOID Context)
{
    PWORKER worker = (PWORKER)Context;
    PWSK_SOCKET socket = NULL;
    PMESSAGE message;
    PIRP irp;
    KEVENT event;
    NTSTATUS status;
    PVOID objects[2];

    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
        PsTerminateSystemThread(STATUS_INSUFFICIENT_RESOURCES);

    // A thread of its own may wait for as long as the WSK provider takes.
    status = WskCaptureProviderNPI(&worker->Registration, WSK_INFINITE_WAIT, &worker->Provider); // @capture
    if (!NT_SUCCESS(status)) { // @capture-check
        DbgPrint("worker: no provider (%08x)\n", status);
        IoFreeIrp(irp);
        PsTerminateSystemThread(status);
    }

    worker->HaveProvider = TRUE; // @flag-captured(thread)

    status = WorkerCreateSocket(&worker->Provider, irp, &event, &socket); // @provider-call(kept)

    if (NT_SUCCESS(status)) {
        objects[0] = &worker->StopRequested;
        objects[1] = &worker->QueueSemaphore;
        while (KeWaitForMultipleObjects(2, objects, WaitAny, Executive, KernelMode, FALSE, NULL, NULL) == STATUS_WAIT_1) {
            message = WorkerDequeue(worker);
            if (message != NULL) {
                InterlockedIncrement(&worker->Sent);
                ExFreePoolWithTag(message, WRK_TAG);
            }
        }

        KeClearEvent(&event);
        IoReuseIrp(irp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(irp, WorkerIrpComplete, &event, TRUE, TRUE, TRUE);
        ((PWSK_PROVIDER_BASIC_DISPATCH)socket->Dispatch)->WskCloseSocket(socket, irp);
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    }

    IoFreeIrp(irp);
    PsTerminateSystemThread(status);
}

static VOID WorkerDrain(PWORKER Worker)
{
    PMESSAGE message;

    while ((message = WorkerDequeue(Worker)) != NULL) {
        Worker->Dropped++;
        ExFreePoolWithTag(message, WRK_TAG);
    }
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PWORKER worker;
    HANDLE handle;
    WSK_CLIENT_NPI client; // @client-npi
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    worker = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(WORKER), WRK_TAG); // @pool
    if (worker == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    KeInitializeEvent(&worker->StopRequested, NotificationEvent, FALSE);
    KeInitializeSemaphore(&worker->QueueSemaphore, 0, MAXLONG);
    KeInitializeSpinLock(&worker->QueueLock);
    InitializeListHead(&worker->Queue);

    client.ClientContext = worker; // @npi-context
    client.Dispatch = &gClientDispatch; // @npi-dispatch
    status = WskRegister(&client, &worker->Registration); // @register
    if (!NT_SUCCESS(status)) { // @register-check
        ExFreePoolWithTag(worker, WRK_TAG);
        return status;
    }

    status = PsCreateSystemThread(&handle, SYNCHRONIZE, NULL, NULL, NULL, WorkerThread, worker); // @leak-point
    if (!NT_SUCCESS(status)) {
        WskDeregister(&worker->Registration); // @deregister-undo
        ExFreePoolWithTag(worker, WRK_TAG); // @free-undo
        return status;
    }

    status = ObReferenceObjectByHandle(handle, SYNCHRONIZE, *PsThreadType, KernelMode, (PVOID *)&worker->Thread, NULL);
    NT_ASSERT(NT_SUCCESS(status));
    ZwClose(handle);

    gWorker = worker;
    DriverObject->DriverUnload = WorkerUnload; // @unload-assign
    return STATUS_SUCCESS;
}

VOID WorkerUnload(PDRIVER_OBJECT DriverObject)
{
    PWORKER worker = gWorker;

    UNREFERENCED_PARAMETER(DriverObject);

    KeSetEvent(&worker->StopRequested, IO_NO_INCREMENT, FALSE); // @unload-start
    KeWaitForSingleObject(worker->Thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(worker->Thread);

    if (worker->HaveProvider) { // @guard-release
        WskReleaseProviderNPI(&worker->Registration); // @release-unload
        worker->HaveProvider = FALSE;
    }
    WskDeregister(&worker->Registration); // @deregister-unload
    WorkerDrain(worker);
    DbgPrint("worker: %d sent, %d dropped\n", worker->Sent, worker->Dropped);
    ExFreePoolWithTag(worker, WRK_TAG); // @free-unload
}

// Threads and work items that are handed the object move its state on; unload deregisters by it.
#include <ntddk.h>
#include <wsk.h>

typedef enum _PHASE { PhaseNone, PhaseRegistered, PhaseRunning } PHASE;

typedef struct _SERVICE {
    PHASE Phase;
    BOOLEAN Registered;
    WSK_REGISTRATION Registration;
    PVOID Thread;
    PIO_WORKITEM Item;
    KEVENT Stop;
    KEVENT Idle;
} SERVICE, *PSERVICE;

static SERVICE Service;

static const WSK_CLIENT_DISPATCH Table = { MAKE_WSK_VERSION(1, 0), 0, NULL };

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
KSTART_ROUTINE Loop;
IO_WORKITEM_ROUTINE Warm;

VOID Loop(PVOID Context)
{
    PSERVICE service = Context;

    service->Phase = PhaseRunning;
    KeWaitForSingleObject(&service->Stop, Executive, KernelMode, FALSE, NULL);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

VOID Warm(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    KeSetEvent(&((PSERVICE)Context)->Idle, IO_NO_INCREMENT, FALSE);
}

static VOID Retreat(PSERVICE service)
{
    for (; service->Phase != PhaseNone; service->Phase--) {
        if (service->Phase == PhaseRunning) {
            KeSetEvent(&service->Stop, IO_NO_INCREMENT, FALSE);
            KeWaitForSingleObject(service->Thread, Executive, KernelMode, FALSE, NULL);
            ObDereferenceObject(service->Thread);
        } else if (service->Registered) {
            WskDeregister(&service->Registration);
        }
    }
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    KeWaitForSingleObject(&Service.Idle, Executive, KernelMode, FALSE, NULL);
    IoFreeWorkItem(Service.Item);
    Retreat(&Service);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Table };
    HANDLE thread;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    KeInitializeEvent(&Service.Stop, NotificationEvent, FALSE);
    KeInitializeEvent(&Service.Idle, NotificationEvent, FALSE);
    Service.Item = IoAllocateWorkItem(DriverObject->DeviceObject);
    if (Service.Item == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    status = WskRegister(&client, &Service.Registration);
    if (!NT_SUCCESS(status)) {
        IoFreeWorkItem(Service.Item);
        return status;
    }
    Service.Registered = TRUE;
    Service.Phase = PhaseRegistered;
    status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, Loop, &Service);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Service.Registration);
        IoFreeWorkItem(Service.Item);
        return status;
    }
    ObReferenceObjectByHandle(thread, SYNCHRONIZE, *PsThreadType, KernelMode, &Service.Thread, NULL);
    ZwClose(thread);
    DriverObject->DriverUnload = Unload;
    IoQueueWorkItem(Service.Item, Warm, DelayedWorkQueue, &Service);
    return STATUS_SUCCESS;
}

// The worker thread deregisters when it is told to stop, and Unload waits until it has.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static KEVENT StopEvent;
static PVOID WorkerObject;

static VOID Worker(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    KeWaitForSingleObject(&StopEvent, Executive, KernelMode, FALSE, NULL);
    WskDeregister(&Registration);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    KeSetEvent(&StopEvent, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(WorkerObject, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(WorkerObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    HANDLE thread;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = Unload;
    KeInitializeEvent(&StopEvent, NotificationEvent, FALSE);

    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, Worker, NULL);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
        return status;
    }
    ObReferenceObjectByHandle(thread, THREAD_ALL_ACCESS, NULL, KernelMode, &WorkerObject, NULL);
    ZwClose(thread);
    return STATUS_SUCCESS;
}

// The wait is in what Unload calls.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WORK_QUEUE_ITEM StopItem;
static KEVENT Stopped;

static VOID StopWorker(PVOID Parameter)
{
    UNREFERENCED_PARAMETER(Parameter);
    WskDeregister(&Registration);
    KeSetEvent(&Stopped, IO_NO_INCREMENT, FALSE);
}

static VOID StopNow(VOID)
{
    KeInitializeEvent(&Stopped, NotificationEvent, FALSE);
    ExInitializeWorkItem(&StopItem, StopWorker, NULL);
    ExQueueWorkItem(&StopItem, DelayedWorkQueue);
    KeWaitForSingleObject(&Stopped, Executive, KernelMode, FALSE, NULL);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    StopNow();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = Unload;
    return WskRegister(&client, &Registration);
}

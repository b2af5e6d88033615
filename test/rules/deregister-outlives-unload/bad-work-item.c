// Unload queues a work item that deregisters, and returns.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WORK_QUEUE_ITEM StopItem;

static VOID StopWorker(PVOID Parameter)
{
    UNREFERENCED_PARAMETER(Parameter);
    WskDeregister(&Registration); // want: deregister-outlives-unload
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    ExInitializeWorkItem(&StopItem, StopWorker, NULL);
    ExQueueWorkItem(&StopItem, DelayedWorkQueue);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = Unload;
    return WskRegister(&client, &Registration);
}

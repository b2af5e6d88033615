// What the unload routine asks may stand for the registration.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static PVOID Thread;

VOID PingUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);

    if (Thread == NULL)
        return;

    KeWaitForSingleObject(Thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(Thread);
    WskDeregister(&Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = PingUnload;
    return STATUS_SUCCESS;
}

NTSTATUS PingStart(PVOID NewThread)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status = WskRegister(&client, &Registration);

    if (NT_SUCCESS(status))
        Thread = NewThread;
    return status;
}

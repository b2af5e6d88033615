// A thread may deregister when the network goes; Unload does it where none has.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static LONG Registered;

static VOID Monitor(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    if (InterlockedExchange(&Registered, 0) != 0) {
        WskDeregister(&Registration);
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    if (InterlockedExchange(&Registered, 0) != 0) {
        WskDeregister(&Registration);
    }
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    HANDLE thread;
    NTSTATUS status = WskRegister(&client, &Registration);

    UNREFERENCED_PARAMETER(RegistryPath);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    InterlockedExchange(&Registered, 1);
    DriverObject->DriverUnload = Unload;
    if (NT_SUCCESS(PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, Monitor, NULL))) {
        ZwClose(thread);
    }
    return STATUS_SUCCESS;
}

// A thread is handed the object and leaves its flag alone, which unload asks the wrong way round.
#include <ntddk.h>
#include <wsk.h>

typedef struct _SERVICE {
    BOOLEAN Registered;
    BOOLEAN Running;
    WSK_REGISTRATION Registration;
    KEVENT Stop;
    KEVENT Stopped;
} SERVICE, *PSERVICE;

static SERVICE Service;

static const WSK_CLIENT_DISPATCH Table = { MAKE_WSK_VERSION(1, 0), 0, NULL };

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
KSTART_ROUTINE Loop;

VOID Loop(PVOID Context)
{
    PSERVICE service = Context;

    service->Running = TRUE;
    KeWaitForSingleObject(&service->Stop, Executive, KernelMode, FALSE, NULL);
    KeSetEvent(&service->Stopped, IO_NO_INCREMENT, FALSE);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    KeSetEvent(&Service.Stop, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(&Service.Stopped, Executive, KernelMode, FALSE, NULL);
    if (!Service.Registered) {
        WskDeregister(&Service.Registration);
    }
} // want: registration-never-deregistered "Unload returns here while 'Service.Registration' is still registered"

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Table };
    HANDLE thread;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    KeInitializeEvent(&Service.Stop, NotificationEvent, FALSE);
    KeInitializeEvent(&Service.Stopped, NotificationEvent, FALSE);
    status = WskRegister(&client, &Service.Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Service.Registered = TRUE;
    status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, Loop, &Service);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Service.Registration);
        return status;
    }
    ZwClose(thread);
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}

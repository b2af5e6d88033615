// The unload routine waits until a thread has set a flag of a zeroed object, and forgets the registration where it is set.
#include <ntddk.h>
#include <wsk.h>

typedef struct _STATE {
    WSK_REGISTRATION Registration;
    BOOLEAN Stop;
    BOOLEAN Stopped;
    BOOLEAN Verbose;
} STATE;

static STATE State;

static const WSK_CLIENT_DISPATCH Table = { MAKE_WSK_VERSION(1, 0), 0, NULL };

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
KSTART_ROUTINE Worker;

VOID Worker(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    while (!State.Stop) {
        LARGE_INTEGER tick;
        tick.QuadPart = -10000;
        KeDelayExecutionThread(KernelMode, FALSE, &tick);
    }
    State.Stopped = TRUE;
    PsTerminateSystemThread(STATUS_SUCCESS);
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    State.Stop = TRUE;
    while (!State.Stopped) {
        LARGE_INTEGER tick;
        tick.QuadPart = -10000;
        KeDelayExecutionThread(KernelMode, FALSE, &tick);
    }
    // Nothing ever sets this one.
    if (State.Verbose) {
        WskDeregister(&State.Registration);
    }
} // want: registration-never-deregistered "Unload returns here while 'State.Registration' is still registered"

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    HANDLE thread;
    WSK_CLIENT_NPI client = { NULL, &Table };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    status = WskRegister(&client, &State.Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, Worker, NULL);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&State.Registration);
        return status;
    }
    ZwClose(thread);
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}

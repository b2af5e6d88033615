// Unload tells the thread to stop and does not look whether it has.
#include <ntddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD FeedUnload;
static KSTART_ROUTINE FeedThread;

static const WSK_CLIENT_DISPATCH FeedDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION FeedRegistration;
static KEVENT FeedStop;

static VOID FeedShutdown(VOID)
{
    WskDeregister(&FeedRegistration); // want: deregister-outlives-unload "FeedThread"
}

static VOID FeedThread(PVOID Context)
{
    LARGE_INTEGER second;

    UNREFERENCED_PARAMETER(Context);
    second.QuadPart = -10000000;
    while (KeReadStateEvent(&FeedStop) == 0) {
        KeDelayExecutionThread(KernelMode, FALSE, &second);
    }
    FeedShutdown();
    PsTerminateSystemThread(STATUS_SUCCESS);
}

VOID FeedUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    KeSetEvent(&FeedStop, IO_NO_INCREMENT, FALSE);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &FeedDispatch };
    HANDLE thread;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    KeInitializeEvent(&FeedStop, NotificationEvent, FALSE);
    DriverObject->DriverUnload = FeedUnload;
    status = WskRegister(&client, &FeedRegistration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, FeedThread, NULL);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&FeedRegistration);
        return status;
    }
    ZwClose(thread);
    return STATUS_SUCCESS;
}

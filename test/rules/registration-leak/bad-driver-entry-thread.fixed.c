// DriverEntry fails because its worker thread cannot be created; the registration stays behind.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH TelClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION TelRegistration;
static KEVENT TelStopEvent;
static PVOID TelThread;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD TelUnload;
KSTART_ROUTINE TelWorker;

_Use_decl_annotations_
VOID
TelWorker(
    PVOID Context
    )
{
    UNREFERENCED_PARAMETER(Context);
    KeWaitForSingleObject(&TelStopEvent, Executive, KernelMode, FALSE, NULL);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

_Use_decl_annotations_
VOID
TelUnload(
    PDRIVER_OBJECT DriverObject
    )
{
    UNREFERENCED_PARAMETER(DriverObject);

    KeSetEvent(&TelStopEvent, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(TelThread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(TelThread);
    WskDeregister(&TelRegistration);
}

_Use_decl_annotations_
NTSTATUS
DriverEntry(
    PDRIVER_OBJECT DriverObject,
    PUNICODE_STRING RegistryPath
    )
{
    NTSTATUS status;
    WSK_CLIENT_NPI clientNpi;
    HANDLE threadHandle;

    UNREFERENCED_PARAMETER(RegistryPath);

    KeInitializeEvent(&TelStopEvent, NotificationEvent, FALSE);

    clientNpi.ClientContext = NULL;
    clientNpi.Dispatch = &TelClientDispatch;
    status = WskRegister(&clientNpi, &TelRegistration);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = PsCreateSystemThread(&threadHandle, THREAD_ALL_ACCESS, NULL, NULL, NULL, TelWorker, NULL);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&TelRegistration);
        return status;
    }

    status = ObReferenceObjectByHandle(threadHandle, THREAD_ALL_ACCESS, NULL, KernelMode, &TelThread, NULL);
    ZwClose(threadHandle);
    if (!NT_SUCCESS(status)) {
        KeSetEvent(&TelStopEvent, IO_NO_INCREMENT, FALSE);
        WskDeregister(&TelRegistration);
        return status;
    }

    DriverObject->DriverUnload = TelUnload;
    return STATUS_SUCCESS;
}

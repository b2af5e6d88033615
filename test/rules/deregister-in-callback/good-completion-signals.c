// The completion routine wakes the thread that deregisters.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static KEVENT Closed;

static NTSTATUS CloseDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    KeSetEvent(&Closed, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID Stop(PWSK_SOCKET Socket, PIRP Irp)
{
    CONST WSK_PROVIDER_BASIC_DISPATCH *dispatch = Socket->Dispatch;

    IoSetCompletionRoutine(Irp, CloseDone, NULL, TRUE, TRUE, TRUE);
    dispatch->WskCloseSocket(Socket, Irp);
    KeWaitForSingleObject(&Closed, Executive, KernelMode, FALSE, NULL);
    WskDeregister(&Registration);
}

// Unload deregisters first and closes the listening socket then.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;
static PWSK_SOCKET Listener;

static NTSTATUS CloseDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID CloseSocket(PWSK_SOCKET Socket)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    KEVENT done;

    if (irp == NULL)
        return;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, CloseDone, &done, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, irp);
    KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(irp);
}

VOID ServerUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    CloseSocket(Listener);
    WskDeregister(&Registration);
}

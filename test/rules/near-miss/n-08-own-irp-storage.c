// N-08: the IRP lives in the driver's own storage, set up with IoInitializeIrp.
#include <ntddk.h>
#include <wsk.h>

typedef struct _OWN_IRP {
    IRP Irp;
    IO_STACK_LOCATION Stack;
    KEVENT Event;
} OWN_IRP, *POWN_IRP;

static NTSTATUS OwnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS OwnClose(POWN_IRP Own, PWSK_SOCKET Socket)
{
    KeInitializeEvent(&Own->Event, SynchronizationEvent, FALSE);
    IoInitializeIrp(&Own->Irp, IoSizeOfIrp(1), 1);
    IoSetCompletionRoutine(&Own->Irp, OwnDone, &Own->Event, TRUE, TRUE, TRUE);
    ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, &Own->Irp);
    KeWaitForSingleObject(&Own->Event, Executive, KernelMode, FALSE, NULL);
    return Own->Irp.IoStatus.Status;
}

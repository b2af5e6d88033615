// N-05: wait only when the call returned STATUS_PENDING, then read the status from the IRP.
#include <ntddk.h>
#include <wsk.h>

NTSTATUS Connect(PWSK_SOCKET Socket, PSOCKADDR Address, PIRP Irp, PKEVENT Event)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Socket->Dispatch;
    NTSTATUS status = dispatch->WskConnect(Socket, Address, 0, Irp);

    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    return status;
}

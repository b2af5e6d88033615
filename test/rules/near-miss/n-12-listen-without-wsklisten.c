// N-12: a listening socket is bound and that is all.
#include <ntddk.h>
#include <wsk.h>

NTSTATUS StartListening(PWSK_SOCKET ListenSocket, PSOCKADDR Address, PIRP Irp, PKEVENT Event)
{
    ((PWSK_PROVIDER_LISTEN_DISPATCH)ListenSocket->Dispatch)->WskBind(ListenSocket, Address, 0, Irp);
    KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
    return Irp->IoStatus.Status;
}

// The completion routine of the last close deregisters.
#include <ntddk.h>
#include <wsk.h>

typedef struct _LINK {
    WSK_REGISTRATION Registration;
    PWSK_SOCKET Socket;
    LONG Sockets;
} LINK, *PLINK;

static IO_COMPLETION_ROUTINE LinkClosed;

static VOID LinkRelease(PLINK Link)
{
    if (InterlockedDecrement(&Link->Sockets) == 0) {
        WskDeregister(&Link->Registration); // want: deregister-in-callback "LinkClosed"
    }
}

static NTSTATUS LinkClosed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    LinkRelease((PLINK)Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID LinkClose(PLINK Link, PIRP Irp)
{
    CONST WSK_PROVIDER_CONNECTION_DISPATCH *dispatch = Link->Socket->Dispatch;

    IoSetCompletionRoutine(Irp, LinkClosed, Link, TRUE, TRUE, TRUE);
    dispatch->Basic.WskCloseSocket(Link->Socket, Irp);
}

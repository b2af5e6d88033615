// Both calls stand in one function.
#include <ntddk.h>
#include <wsk.h>

typedef struct _NET {
    WSK_REGISTRATION Registration;
    PWSK_SOCKET Socket;
    CONST WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch;
} NET, *PNET;

VOID NetStop(PNET Net, PIRP Irp)
{
    WskDeregister(&Net->Registration); // want: socket-closed-after-deregister
    Net->Dispatch->Basic.WskCloseSocket(Net->Socket, Irp);
}

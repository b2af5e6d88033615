// N-07: WskBind, WskControlSocket and WskCloseSocket through another table type: the slots coincide.
#include <ntddk.h>
#include <wsk.h>

NTSTATUS BindAny(PWSK_SOCKET DatagramSocket, PSOCKADDR Address, PIRP Irp)
{
    return ((PWSK_PROVIDER_LISTEN_DISPATCH)DatagramSocket->Dispatch)->WskBind(DatagramSocket, Address, 0, Irp);
}

NTSTATUS CloseAny(PWSK_SOCKET Socket, PIRP Irp)
{
    return ((PWSK_PROVIDER_DATAGRAM_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
}

// N-09: Level = SOL_SOCKET with WskIoctl is ignored by definition.
#include <ntddk.h>
#include <wsk.h>

NTSTATUS IdealBacklog(PWSK_SOCKET Socket, ULONG Code, SIZE_T *Backlog, PIRP Irp)
{
    return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskControlSocket(
        Socket, WskIoctl, Code, SOL_SOCKET, 0, NULL, sizeof(*Backlog), Backlog, NULL, Irp);
}

// N-02: a WSK_BUF on the stack while the request stays pending.
#include <ntddk.h>
#include <wsk.h>

NTSTATUS SendAsync(PWSK_SOCKET Socket, PMDL Mdl, SIZE_T Length, PIRP Irp)
{
    WSK_BUF buffer;

    buffer.Mdl = Mdl;
    buffer.Offset = 0;
    buffer.Length = Length;
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, &buffer, WSK_FLAG_NODELAY, Irp);
}

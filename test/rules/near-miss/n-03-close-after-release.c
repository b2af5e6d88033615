// N-03: socket functions after the provider NPI was released.
#include <ntddk.h>
#include <wsk.h>

typedef struct _CONN {
    WSK_REGISTRATION Registration;
    PWSK_SOCKET Socket;
    PIRP Irp;
    KEVENT Event;
} CONN, *PCONN;

VOID ConnClose(PCONN Conn)
{
    WskReleaseProviderNPI(&Conn->Registration);
    ((PWSK_PROVIDER_CONNECTION_DISPATCH)Conn->Socket->Dispatch)->WskCloseSocket(Conn->Socket, Conn->Irp);
    KeWaitForSingleObject(&Conn->Event, Executive, KernelMode, FALSE, NULL);
    WskDeregister(&Conn->Registration);
}

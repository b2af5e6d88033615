// When the listening socket goes, the callback takes everything down.
#include "events.h"

LONG ServerStopped;

NTSTATUS WSKAPI AcceptEvent(PVOID SocketContext, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET Socket,
                            PVOID *Context, const WSK_CLIENT_CONNECTION_DISPATCH **Dispatch)
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(Local);
    UNREFERENCED_PARAMETER(Remote);
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Dispatch);

    if (Socket == NULL && InterlockedExchange(&ServerStopped, 1) == 0) {
        WskDeregister(&ServerRegistration); // want: deregister-in-callback "AcceptEvent"
    }
    return STATUS_REQUEST_NOT_ACCEPTED;
}

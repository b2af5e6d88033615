#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION ServerRegistration;
extern LONG ServerStopped;

NTSTATUS WSKAPI AcceptEvent(PVOID SocketContext, ULONG Flags, PSOCKADDR Local, PSOCKADDR Remote, PWSK_SOCKET Socket,
                            PVOID *Context, const WSK_CLIENT_CONNECTION_DISPATCH **Dispatch);

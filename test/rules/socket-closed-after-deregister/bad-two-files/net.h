#include <ntddk.h>
#include <wsk.h>

NTSTATUS NetStart(VOID);
VOID NetStop(VOID);
VOID SocketClose(VOID);

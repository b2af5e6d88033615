#include <ntddk.h>
#include <ws2def.h> // want: socket-header-in-driver

WSK_REGISTRATION *Find(VOID);

#include <ntddk.h>
#include <wsk.h>

WSK_REGISTRATION *Find(VOID);

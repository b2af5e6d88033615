#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION NetRegistration;

NTSTATUS NetStart(VOID);

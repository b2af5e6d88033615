#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION NetRegistration;
extern WSK_REGISTRATION NetQueryRegistration;
extern WSK_PROVIDER_NPI NetProvider;

VOID NetStop(VOID);

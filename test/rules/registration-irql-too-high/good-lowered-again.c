// Raised and lowered again before the call; the release itself may run at DISPATCH_LEVEL.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION registration;
extern ULONG counter;

void net_stop(void)
{
	KIRQL old;

	KeRaiseIrql(DISPATCH_LEVEL, &old);
	counter = 0;
	WskReleaseProviderNPI(&registration);
	KeLowerIrql(old);

	WskDeregister(&registration);
}

// The IRQL is raised by hand.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION registration;

void net_stop(void)
{
	KIRQL old;

	KeRaiseIrql(DISPATCH_LEVEL, &old);
	KeLowerIrql(old);
	WskDeregister(&registration);
}

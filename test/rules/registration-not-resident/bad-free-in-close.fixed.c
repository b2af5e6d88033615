// Close: freed first, deregistered afterwards, in a routine that did not register itself.
#include <ntddk.h>
#include <wsk.h>

struct peer {
	WSK_REGISTRATION reg;
	WSK_PROVIDER_NPI npi;
	int id;
};

void peer_close(struct peer *p)
{
	WskReleaseProviderNPI(&p->reg);
	WskDeregister(&p->reg);
	ExFreePool(p);
}

// The block is copied with RtlCopyMemory after the registration.
#include <ntddk.h>
#include <wsk.h>

struct port {
	WSK_REGISTRATION reg;
	WSK_REGISTRATION saved;
};

static const WSK_CLIENT_DISPATCH port_dispatch = { .Version = MAKE_WSK_VERSION(1, 0) };

int port_register(struct port *p)
{
	WSK_CLIENT_NPI npi = { .Dispatch = &port_dispatch };

	if (WskRegister(&npi, &p->reg) != STATUS_SUCCESS)
		return -1;

	return 0;
}

void port_unregister(struct port *p)
{
	WskDeregister(&p->reg);
}

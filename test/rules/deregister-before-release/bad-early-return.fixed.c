// Early returns; the one after the capture undoes the registration but not the capture.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH vnd_dispatch = { .Version = MAKE_WSK_VERSION(1, 0) };

struct vnd_net {
	WSK_REGISTRATION reg;
	WSK_PROVIDER_NPI npi;
	KEVENT event;
	PIRP irp;
};

int vnd_net_open(struct vnd_net *net)
{
	WSK_CLIENT_NPI client = { .ClientContext = net, .Dispatch = &vnd_dispatch };

	if (WskRegister(&client, &net->reg) != 0)
		return -1;

	if (WskCaptureProviderNPI(&net->reg, WSK_INFINITE_WAIT, &net->npi) != 0) {
		WskDeregister(&net->reg);
		return -2;
	}

	KeInitializeEvent(&net->event, SynchronizationEvent, FALSE);

	net->irp = IoAllocateIrp(1, FALSE);
	if (!net->irp) {
		WskReleaseProviderNPI(&net->reg);
		WskDeregister(&net->reg);
		return -3;
	}

	return 0;
}

void vnd_net_close(struct vnd_net *net)
{
	IoFreeIrp(net->irp);
	WskReleaseProviderNPI(&net->reg);
	WskDeregister(&net->reg);
}

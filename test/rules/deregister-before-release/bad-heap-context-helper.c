// A heap context handed to a helper that opens the socket; its failure jumps past the release.
#include <ntddk.h>
#include <wsk.h>

struct tun {
	WSK_REGISTRATION reg;
	WSK_PROVIDER_NPI npi;
	PWSK_SOCKET sock;
	PIRP irp;
	KEVENT done;
};

static const WSK_CLIENT_DISPATCH tun_dispatch = { .Version = MAKE_WSK_VERSION(1, 0) };

static int tun_open_socket(struct tun *t)
{
	NTSTATUS rc;

	t->npi.Dispatch->WskSocket(t->npi.Client, AF_INET, SOCK_DGRAM, IPPROTO_UDP,
				   WSK_FLAG_DATAGRAM_SOCKET, t, NULL, NULL, NULL, NULL, t->irp);
	KeWaitForSingleObject(&t->done, Executive, KernelMode, FALSE, NULL);
	rc = t->irp->IoStatus.Status;
	if (rc != STATUS_SUCCESS)
		return -1;
	t->sock = (PWSK_SOCKET)t->irp->IoStatus.Information;
	return 0;
}

struct tun *tun_new(PIRP irp)
{
	WSK_CLIENT_NPI client = { .ClientContext = NULL, .Dispatch = &tun_dispatch };
	struct tun *t = ExAllocatePoolZero(NonPagedPoolNx, sizeof(*t), 'nuT ');

	if (!t)
		return NULL;
	t->irp = irp;
	KeInitializeEvent(&t->done, SynchronizationEvent, FALSE);

	if (WskRegister(&client, &t->reg) != STATUS_SUCCESS)
		goto err_free;
	if (WskCaptureProviderNPI(&t->reg, WSK_INFINITE_WAIT, &t->npi) != STATUS_SUCCESS)
		goto err_deregister;
	if (tun_open_socket(t))
		goto err_deregister;
	return t;

err_deregister:
	WskDeregister(&t->reg); // want: deregister-before-release
err_free:
	ExFreePoolWithTag(t, 'nuT ');
	return NULL;
}

void tun_free(struct tun *t)
{
	WskReleaseProviderNPI(&t->reg);
	WskDeregister(&t->reg);
	ExFreePoolWithTag(t, 'nuT ');
}

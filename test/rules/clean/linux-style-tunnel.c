// Kernel-coding-style driver: lower case, tabs, negative results, unwinding with goto err_*.
#include <ntddk.h>
#include <wsk.h>

#define TUN_TAG 'ntun'

struct tun_net {
	WSK_REGISTRATION reg;
	WSK_PROVIDER_NPI npi;
	PIRP irp;
	KEVENT done;
	PWSK_SOCKET sock;
	SOCKADDR_IN peer;
};

static const WSK_CLIENT_DISPATCH tun_client_dispatch = {
	.Version	= MAKE_WSK_VERSION(1, 0),
	.Reserved	= 0,
	.WskClientEvent	= NULL,
};

static struct tun_net *tun;

static NTSTATUS tun_irp_done(PDEVICE_OBJECT dev, PIRP irp, PVOID ctx)
{
	(void)dev;
	(void)irp;
	KeSetEvent(ctx, IO_NO_INCREMENT, FALSE);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP tun_irp(struct tun_net *net)
{
	IoReuseIrp(net->irp, STATUS_SUCCESS);
	KeClearEvent(&net->done);
	IoSetCompletionRoutine(net->irp, tun_irp_done, &net->done, TRUE, TRUE, TRUE);
	return net->irp;
}

static NTSTATUS tun_wait(struct tun_net *net)
{
	KeWaitForSingleObject(&net->done, Executive, KernelMode, FALSE, NULL);
	return net->irp->IoStatus.Status;
}

static int tun_open_socket(struct tun_net *net)
{
	NTSTATUS rc;

	net->npi.Dispatch->WskSocketConnect(net->npi.Client, SOCK_STREAM, IPPROTO_TCP,
					    (PSOCKADDR)&net->peer, (PSOCKADDR)&net->peer, 0,
					    NULL, NULL, NULL, NULL, NULL, tun_irp(net));
	rc = tun_wait(net);
	if (rc != STATUS_SUCCESS)
		return -1;

	net->sock = (PWSK_SOCKET)net->irp->IoStatus.Information;
	return 0;
}

static void tun_close_socket(struct tun_net *net)
{
	const WSK_PROVIDER_CONNECTION_DISPATCH *ops = net->sock->Dispatch;

	ops->WskCloseSocket(net->sock, tun_irp(net));
	tun_wait(net);
	net->sock = NULL;
}

int tun_up(const SOCKADDR_IN *peer)
{
	WSK_CLIENT_NPI client = { .ClientContext = NULL, .Dispatch = &tun_client_dispatch };
	struct tun_net *net;
	int err = -1;

	net = ExAllocatePoolZero(NonPagedPoolNx, sizeof(*net), TUN_TAG);
	if (!net)
		return -1;

	net->peer = *peer;
	KeInitializeEvent(&net->done, SynchronizationEvent, FALSE);

	if (WskRegister(&client, &net->reg) != STATUS_SUCCESS)
		goto err_free;

	if (WskCaptureProviderNPI(&net->reg, WSK_INFINITE_WAIT, &net->npi) != STATUS_SUCCESS)
		goto err_deregister;

	net->irp = IoAllocateIrp(1, FALSE);
	if (!net->irp)
		goto err_release;

	err = tun_open_socket(net);
	if (err)
		goto err_irp;

	tun = net;
	return 0;

err_irp:
	IoFreeIrp(net->irp);
err_release:
	WskReleaseProviderNPI(&net->reg);
err_deregister:
	WskDeregister(&net->reg);
err_free:
	ExFreePoolWithTag(net, TUN_TAG);
	return err;
}

void tun_down(void)
{
	struct tun_net *net = tun;

	tun = NULL;
	tun_close_socket(net);
	IoFreeIrp(net->irp);
	WskReleaseProviderNPI(&net->reg);
	WskDeregister(&net->reg);
	ExFreePoolWithTag(net, TUN_TAG);
}

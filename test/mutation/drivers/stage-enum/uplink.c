// SPDX-License-Identifier: BSD-3-Clause
// Telemetry uplink: collects counters and ships them over UDP.

#include <wdm.h>
#include <wsk.h>

enum up_stage {
	UP_NONE,
	UP_HISTORY,
	UP_REGISTERED,
	UP_CAPTURED,
	UP_SOCKET,
	UP_TIMER,
	UP_READY,
};

struct uplink {
	enum up_stage stage;
	WSK_REGISTRATION wsk;
	WSK_PROVIDER_NPI npi;
	PWSK_SOCKET sock;
	KTIMER timer;
	KDPC dpc;
	PULONG64 history;
	KSPIN_LOCK lock;
	ULONG64 counters[16];
	PDEVICE_OBJECT dev;
};

static struct uplink up;

static const WSK_CLIENT_DISPATCH up_dispatch = { // @table
	.Version = MAKE_WSK_VERSION(1, 0),
};

static NTSTATUS up_irp_done(PDEVICE_OBJECT dev, PIRP irp, PVOID ctx)
{
	UNREFERENCED_PARAMETER(dev);
	UNREFERENCED_PARAMETER(irp);
	KeSetEvent(ctx, IO_NO_INCREMENT, FALSE); // @callback
	return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS up_open_socket(struct uplink *u)
{
	KEVENT ev;
	NTSTATUS st;
	PIRP irp = IoAllocateIrp(1, FALSE);

	if (!irp)
		return STATUS_NO_MEMORY;

	KeInitializeEvent(&ev, NotificationEvent, FALSE);
	IoSetCompletionRoutine(irp, up_irp_done, &ev, TRUE, TRUE, TRUE);
	u->npi.Dispatch->WskSocket(u->npi.Client, AF_INET6, SOCK_DGRAM, IPPROTO_UDP,
				   WSK_FLAG_DATAGRAM_SOCKET, NULL, NULL, NULL, NULL, NULL, irp);
	KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, NULL);
	st = irp->IoStatus.Status;
	if (NT_SUCCESS(st))
		u->sock = (PWSK_SOCKET)irp->IoStatus.Information;
	IoFreeIrp(irp);
	return st;
}

static void up_close_socket(struct uplink *u)
{
	KEVENT ev;
	DECLSPEC_ALIGN(16) UCHAR storage[512];
	PIRP irp = (PIRP)storage;

	IoInitializeIrp(irp, IoSizeOfIrp(1), 1);
	KeInitializeEvent(&ev, NotificationEvent, FALSE);
	IoSetCompletionRoutine(irp, up_irp_done, &ev, TRUE, TRUE, TRUE);
	((const WSK_PROVIDER_BASIC_DISPATCH *)u->sock->Dispatch)->WskCloseSocket(u->sock, irp);
	KeWaitForSingleObject(&ev, Executive, KernelMode, FALSE, NULL);
	u->sock = NULL;
}

static void up_dpc(PKDPC dpc, PVOID ctx, PVOID a1, PVOID a2)
{
	struct uplink *u = ctx;
	int i;

	UNREFERENCED_PARAMETER(dpc);
	UNREFERENCED_PARAMETER(a1);
	UNREFERENCED_PARAMETER(a2);

	KeAcquireSpinLockAtDpcLevel(&u->lock);
	for (i = 0; i < 16; i++)
		u->history[i] += u->counters[i];
	KeReleaseSpinLockFromDpcLevel(&u->lock);
}

/* Undoes what the stages up to the present one have set up, the last one first. */
static void up_teardown(struct uplink *u)
{
	switch (u->stage) {
	case UP_READY:
	case UP_TIMER:
		KeCancelTimer(&u->timer);
		KeFlushQueuedDpcs();
		/* fallthrough */
	case UP_SOCKET:
		up_close_socket(u); // @close-unload
		/* fallthrough */
	case UP_CAPTURED:
		WskReleaseProviderNPI(&u->wsk); // @release-unload
		/* fallthrough */
	case UP_REGISTERED:
		WskDeregister(&u->wsk); // @deregister-unload
		/* fallthrough */
	case UP_HISTORY:
		ExFreePoolWithTag(u->history, 'plnK');
		/* fallthrough */
	case UP_NONE:
		break;
	}
	u->stage = UP_NONE;
}

static NTSTATUS up_setup(struct uplink *u)
{
	WSK_CLIENT_NPI client = { u, &up_dispatch }; // @client-npi
	LARGE_INTEGER due;
	NTSTATUS st;

	u->stage = UP_NONE;
	KeInitializeSpinLock(&u->lock);
	u->history = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(u->counters), 'plnK');
	if (!u->history)
		return STATUS_NO_MEMORY;
	RtlZeroMemory(u->history, sizeof(u->counters));
	u->stage = UP_HISTORY;

	st = WskRegister(&client, &u->wsk); // @register
	if (!NT_SUCCESS(st)) // @register-check
		goto fail;
	u->stage = UP_REGISTERED; // @flag-registered(undo)

	st = WskCaptureProviderNPI(&u->wsk, 1000, &u->npi); // @capture(entry)
	if (!NT_SUCCESS(st)) // @capture-check
		goto fail;
	u->stage = UP_CAPTURED; // @flag-captured(undo)

	st = up_open_socket(u); // @leak-point @provider-call(kept)
	if (!NT_SUCCESS(st))
		goto fail;
	u->stage = UP_SOCKET;

	KeInitializeTimer(&u->timer);
	KeInitializeDpc(&u->dpc, up_dpc, u);
	due.QuadPart = -10000000;
	KeSetTimerEx(&u->timer, due, 5000, &u->dpc);
	u->stage = UP_READY;
	return STATUS_SUCCESS;

fail:
	DbgPrint("uplink: stage %d failed: %08lx\n", u->stage, st);
	up_teardown(u); // @call-cleanup-undo
	return st;
}

static void up_unload(PDRIVER_OBJECT drv)
{
	UNREFERENCED_PARAMETER(drv);
	up_teardown(&up); // @unload-start @call-cleanup-unload
	IoDeleteDevice(up.dev);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
	NTSTATUS st;

	UNREFERENCED_PARAMETER(path);
	st = IoCreateDevice(drv, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &up.dev);
	if (!NT_SUCCESS(st))
		return st;

	st = up_setup(&up);
	if (!NT_SUCCESS(st)) {
		IoDeleteDevice(up.dev);
		return st;
	}
	drv->DriverUnload = up_unload; // @unload-assign
	return STATUS_SUCCESS;
}

/*
 * netblk - the transport: buffers, the IRP, the connection.
 */
#include "transport.h"

static NTSTATUS
nb_irp_done(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
    (void)device;
    (void)irp;
    KeSetEvent((PKEVENT)context, IO_NO_INCREMENT, FALSE); // @callback
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* -- IRP ------------------------------------------------------------------ */

static NTSTATUS
nb_irp_open(nb_transport_t *t)
{
    t->irp = IoAllocateIrp(1, FALSE);
    if (t->irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&t->event, SynchronizationEvent, FALSE);
    return STATUS_SUCCESS;
}

static void
nb_irp_close(nb_transport_t *t)
{
    if (t->irp != NULL)
        IoFreeIrp(t->irp);
    t->irp = NULL;
}

static void
nb_irp_arm(nb_transport_t *t)
{
    IoReuseIrp(t->irp, STATUS_UNSUCCESSFUL);
    KeClearEvent(&t->event);
    IoSetCompletionRoutine(t->irp, nb_irp_done, &t->event, TRUE, TRUE, TRUE);
}

static NTSTATUS
nb_irp_wait(nb_transport_t *t)
{
    KeWaitForSingleObject(&t->event, Executive, KernelMode, FALSE, NULL);
    return t->irp->IoStatus.Status;
}

/* -- buffers -------------------------------------------------------------- */

static NTSTATUS
nb_buf_open(nb_transport_t *t, ULONG size)
{
    t->rxbuf = (PUCHAR)ExAllocatePoolWithTag(NonPagedPoolNx, size, NB_TAG);
    if (t->rxbuf == NULL)
        return STATUS_NO_MEMORY;

    t->rxmdl = IoAllocateMdl(t->rxbuf, size, FALSE, FALSE, NULL);
    if (t->rxmdl == NULL) {
        ExFreePoolWithTag(t->rxbuf, NB_TAG);
        t->rxbuf = NULL;
        return STATUS_NO_MEMORY;
    }
    MmBuildMdlForNonPagedPool(t->rxmdl);
    t->rxlen = size;
    return STATUS_SUCCESS;
}

static void
nb_buf_close(nb_transport_t *t)
{
    IoFreeMdl(t->rxmdl);
    ExFreePoolWithTag(t->rxbuf, NB_TAG);
}

/* -- socket --------------------------------------------------------------- */

static NTSTATUS
nb_socket_open(nb_transport_t *t)
{
    SOCKADDR_IN local;
    NTSTATUS status;

    RtlZeroMemory(&local, sizeof local);
    local.sin_family = AF_INET;

    nb_irp_arm(t);
    t->wsk.provider.Dispatch->WskSocketConnect(t->wsk.provider.Client, SOCK_STREAM, IPPROTO_TCP, (PSOCKADDR)&local,
                                               (PSOCKADDR)&t->peer, 0, NULL, NULL, NULL, NULL, NULL, t->irp);
    status = nb_irp_wait(t);
    if (NT_SUCCESS(status))
        t->socket = (PWSK_SOCKET)t->irp->IoStatus.Information;
    return status;
}

static void
nb_socket_close(nb_transport_t *t)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *d = t->socket->Dispatch;

    nb_irp_arm(t);
    d->WskDisconnect(t->socket, NULL, 0, t->irp);
    (void)nb_irp_wait(t);

    nb_irp_arm(t);
    d->Basic.WskCloseSocket(t->socket, t->irp);
    (void)nb_irp_wait(t);
    t->socket = NULL;
}

/* -- public --------------------------------------------------------------- */

NTSTATUS
nb_transport_create(const SOCKADDR_IN *peer, nb_transport_t **out)
{
    nb_transport_t *t;
    NTSTATUS status;

    *out = NULL;

    t = (nb_transport_t *)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*t), NB_TAG); // @pool
    if (t == NULL)
        return STATUS_NO_MEMORY;
    memset(t, 0, sizeof(*t));
    t->peer = *peer;
    KeInitializeMutex(&t->mutex, 0);

    status = nb_irp_open(t);
    if (!NT_SUCCESS(status))
        goto err_free;

    status = nb_wsk_open(&t->wsk, t);
    if (!NT_SUCCESS(status))
        goto err_irp; // @jump-unregistered(err_wsk)

    status = nb_buf_open(t, 65536); // @leak-point
    if (!NT_SUCCESS(status))
        goto err_wsk; // @jump-registered(err_irp)

    status = nb_socket_open(t); // @leak-point
    if (!NT_SUCCESS(status))
        goto err_buf;

    *out = t;
    return STATUS_SUCCESS;

err_buf:
    nb_buf_close(t);
err_wsk:
    nb_wsk_close(&t->wsk); // @call-cleanup-undo
err_irp:
    nb_irp_close(t);
err_free:
    ExFreePoolWithTag(t, NB_TAG); // @free-undo
    return status;
}

void
nb_transport_destroy(nb_transport_t *t)
{
    if (t == NULL)
        return;
    nb_socket_close(t); // @unload-start @close-unload
    nb_buf_close(t);
    nb_wsk_close(&t->wsk); // @call-cleanup-unload
    nb_irp_close(t);
    ExFreePoolWithTag(t, NB_TAG); // @free-unload
}

NTSTATUS
nb_transport_receive(nb_transport_t *t, void *buffer, ULONG length)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *d = t->socket->Dispatch;
    WSK_BUF wb;
    NTSTATUS status;

    if (length > t->rxlen)
        return STATUS_INVALID_PARAMETER;

    KeWaitForSingleObject(&t->mutex, Executive, KernelMode, FALSE, NULL);
    wb.Mdl = t->rxmdl;
    wb.Offset = 0;
    wb.Length = length;
    nb_irp_arm(t);
    d->WskReceive(t->socket, &wb, WSK_FLAG_WAITALL, t->irp);
    status = nb_irp_wait(t);
    if (NT_SUCCESS(status) && t->irp->IoStatus.Information == length)
        memcpy(buffer, t->rxbuf, length);
    else if (NT_SUCCESS(status))
        status = STATUS_CONNECTION_DISCONNECTED;
    KeReleaseMutex(&t->mutex, FALSE);
    return status;
}

/*
 * An echo retains the list it was given, sends one datagram after the other from where it lies, and releases the list.
 *
 * The socket may be closed only when nothing is retained and no function of it runs, so each echo is a reference to it.
 * UDP may lose datagrams: where memory is short or too many wait, this does.
 */
#include "echo.h"

#include "pool.h"

/* Retained data is the network stack's memory. */
#define ECHOES_MAX 512

typedef struct _ECHO {
    PIRP Irp;
    PWSK_DATAGRAM_INDICATION List;
    /* The datagram that is being sent. */
    PWSK_DATAGRAM_INDICATION Current;
    /* Guards what EchoRun does against a request that completes at once. */
    LONG Steps;
} ECHO, *PECHO;

static struct {
    PWSK_SOCKET Socket;
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Dispatch;
    PIRP CloseIrp;
    KEVENT Closed;
    KSPIN_LOCK Lock;
    /* Guarded by Lock: one reference until EchoesStop, one for each echo. The last one closes the socket. */
    ULONG References;
    BOOLEAN Stopping;
} Echoes;

static IO_COMPLETION_ROUTINE EchoSent;
static IO_COMPLETION_ROUTINE EchoesClosed;

_Use_decl_annotations_
VOID EchoesStart(PWSK_SOCKET Socket, PIRP CloseIrp)
{
    Echoes.Socket = Socket;
    Echoes.Dispatch = Socket->Dispatch;
    Echoes.CloseIrp = CloseIrp;
    KeInitializeEvent(&Echoes.Closed, NotificationEvent, FALSE);
    KeInitializeSpinLock(&Echoes.Lock);
    Echoes.References = 1;
    Echoes.Stopping = FALSE;
}

_Must_inspect_result_ _IRQL_requires_max_(DISPATCH_LEVEL)
static BOOLEAN EchoesReference(VOID)
{
    BOOLEAN taken;
    KIRQL irql;

    KeAcquireSpinLock(&Echoes.Lock, &irql);
    taken = !Echoes.Stopping && Echoes.References <= ECHOES_MAX;
    if (taken) {
        Echoes.References++;
    }
    KeReleaseSpinLock(&Echoes.Lock, irql);
    return taken;
}

_IRQL_requires_max_(DISPATCH_LEVEL)
static VOID EchoesDereference(VOID)
{
    BOOLEAN last;
    KIRQL irql;

    KeAcquireSpinLock(&Echoes.Lock, &irql);
    last = --Echoes.References == 0;
    KeReleaseSpinLock(&Echoes.Lock, irql);
    if (last) {
        IoReuseIrp(Echoes.CloseIrp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(Echoes.CloseIrp, EchoesClosed, NULL, TRUE, TRUE, TRUE);
        (VOID)Echoes.Dispatch->WskCloseSocket(Echoes.Socket, Echoes.CloseIrp);
    }
}

_Use_decl_annotations_
static NTSTATUS NTAPI EchoesClosed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);

    KeSetEvent(&Echoes.Closed, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_Use_decl_annotations_
VOID EchoesStop(VOID)
{
    BOOLEAN first;
    KIRQL irql;

    KeAcquireSpinLock(&Echoes.Lock, &irql);
    first = !Echoes.Stopping;
    Echoes.Stopping = TRUE;
    KeReleaseSpinLock(&Echoes.Lock, irql);
    if (first) {
        EchoesDereference();
    }
}

_Use_decl_annotations_
VOID EchoesWait(VOID)
{
    KeWaitForSingleObject(&Echoes.Closed, Executive, KernelMode, FALSE, NULL);
}

_IRQL_requires_max_(DISPATCH_LEVEL)
static VOID EchoDelete(_In_ PECHO Echo)
{
    (VOID)Echoes.Dispatch->WskRelease(Echoes.Socket, Echo->List);
    IoFreeIrp(Echo->Irp);
    PoolFree(Echo);
    EchoesDereference();
}

/*
 * Sends the datagrams that are left. A send that completes before WskSendTo returns would start the next one from its
 * completion routine, and that the next, ever deeper; so whoever comes second leaves its step to who is in the loop.
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
static VOID EchoRun(_In_ PECHO Echo)
{
    if (InterlockedIncrement(&Echo->Steps) > 1) {
        return;
    }
    do {
        if (Echo->Current == NULL) {
            EchoDelete(Echo);
            return;
        }
        IoReuseIrp(Echo->Irp, STATUS_UNSUCCESSFUL);
        IoSetCompletionRoutine(Echo->Irp, EchoSent, Echo, TRUE, TRUE, TRUE);
        (VOID)Echoes.Dispatch->WskSendTo(
            Echoes.Socket, &Echo->Current->Buffer, 0, Echo->Current->RemoteAddress, 0, NULL, Echo->Irp);
    } while (InterlockedDecrement(&Echo->Steps) > 0);
}

/* A datagram that could not be sent is lost, as datagrams are. */
_Use_decl_annotations_
static NTSTATUS NTAPI EchoSent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PECHO echo = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    echo->Current = echo->Current->Next;
    EchoRun(echo);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

_Use_decl_annotations_
NTSTATUS EchoDatagrams(PWSK_DATAGRAM_INDICATION List)
{
    PECHO echo;

    if (!EchoesReference()) {
        return STATUS_SUCCESS;
    }
    echo = PoolAllocate(sizeof(*echo));
    if (echo == NULL) {
        EchoesDereference();
        return STATUS_SUCCESS;
    }
    echo->Irp = IoAllocateIrp(1, FALSE);
    if (echo->Irp == NULL) {
        PoolFree(echo);
        EchoesDereference();
        return STATUS_SUCCESS;
    }
    echo->List = List;
    echo->Current = List;
    EchoRun(echo);
    return STATUS_PENDING;
}

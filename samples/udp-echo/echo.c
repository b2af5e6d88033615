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
    LIST_ENTRY Link;
    /* Guarded by Echoes.Lock: one for sending, one for cancelling. */
    ULONG References;
    BOOLEAN Cancelled;
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
    /* All below is guarded by Lock. One reference until EchoesStop, one for each echo; the last closes the socket. */
    ULONG References;
    LIST_ENTRY List;
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
    InitializeListHead(&Echoes.List);
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
VOID EchoesWait(VOID)
{
    KeWaitForSingleObject(&Echoes.Closed, Executive, KernelMode, FALSE, NULL);
}

_Must_inspect_result_ _IRQL_requires_max_(DISPATCH_LEVEL)
static BOOLEAN EchoesStopping(VOID)
{
    BOOLEAN stopping;
    KIRQL irql;

    KeAcquireSpinLock(&Echoes.Lock, &irql);
    stopping = Echoes.Stopping;
    KeReleaseSpinLock(&Echoes.Lock, irql);
    return stopping;
}

/* Gives a reference to an echo back. */
_IRQL_requires_max_(DISPATCH_LEVEL)
static VOID EchoDereference(_In_ PECHO Echo)
{
    BOOLEAN last;
    KIRQL irql;

    KeAcquireSpinLock(&Echoes.Lock, &irql);
    last = --Echo->References == 0;
    if (last) {
        RemoveEntryList(&Echo->Link);
    }
    KeReleaseSpinLock(&Echoes.Lock, irql);
    if (last) {
        (VOID)Echoes.Dispatch->WskRelease(Echoes.Socket, Echo->List);
        IoFreeIrp(Echo->Irp);
        PoolFree(Echo);
        EchoesDereference();
    }
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
        IoReuseIrp(Echo->Irp, STATUS_UNSUCCESSFUL);
        /* Asked after IoReuseIrp, which forgets that the IRP was cancelled. */
        if (Echo->Current == NULL || EchoesStopping()) {
            EchoDereference(Echo);
            return;
        }
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
    KIRQL irql;

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
    echo->References = 1;
    KeAcquireSpinLock(&Echoes.Lock, &irql);
    InsertTailList(&Echoes.List, &echo->Link);
    KeReleaseSpinLock(&Echoes.Lock, irql);
    EchoRun(echo);
    return STATUS_PENDING;
}

/* Finds an echo that nobody has cancelled, and refers to it. */
_Must_inspect_result_ _IRQL_requires_max_(DISPATCH_LEVEL)
static PECHO EchoesNextToCancel(VOID)
{
    PECHO found = NULL;
    PLIST_ENTRY entry;
    KIRQL irql;

    KeAcquireSpinLock(&Echoes.Lock, &irql);
    for (entry = Echoes.List.Flink; found == NULL && entry != &Echoes.List; entry = entry->Flink) {
        PECHO echo = CONTAINING_RECORD(entry, ECHO, Link);

        if (!echo->Cancelled) {
            echo->Cancelled = TRUE;
            echo->References++;
            found = echo;
        }
    }
    KeReleaseSpinLock(&Echoes.Lock, irql);
    return found;
}

_Use_decl_annotations_
VOID EchoesStop(VOID)
{
    PECHO echo;
    BOOLEAN first;
    KIRQL irql;

    KeAcquireSpinLock(&Echoes.Lock, &irql);
    first = !Echoes.Stopping;
    Echoes.Stopping = TRUE;
    KeReleaseSpinLock(&Echoes.Lock, irql);
    if (!first) {
        return;
    }
    while ((echo = EchoesNextToCancel()) != NULL) {
        IoCancelIrp(echo->Irp);
        EchoDereference(echo);
    }
    EchoesDereference();
}

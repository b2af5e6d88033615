// The helper is harmless; it is called with the lock held.
#include <ntddk.h>
#include <wsk.h>

static KSPIN_LOCK ListLock;
static LIST_ENTRY ListHead;
static WSK_REGISTRATION *ListRegistration;

static VOID LastOneGone(VOID)
{
    WskDeregister(ListRegistration); // want: registration-irql-too-high #a
}

VOID RemoveEntry(PLIST_ENTRY Entry)
{
    KIRQL irql;

    KeAcquireSpinLock(&ListLock, &irql);
    RemoveEntryList(Entry);
    if (IsListEmpty(&ListHead)) {
        LastOneGone(); // want: registration-irql-too-high #a
    }
    KeReleaseSpinLock(&ListLock, irql);
}

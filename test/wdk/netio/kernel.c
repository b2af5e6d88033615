/*
 * The kernel's functions that a driver allocates, frees, locks and waits with. The tests link a driver against these
 * before ntoskrnl: each is the kernel's own, with a check and a count, as Driver Verifier does it on Windows.
 */
#include "netio.h"

typedef enum {
    TrackPool,
    TrackIrp,
    TrackMdl,
    TrackHandle,
    TrackObject,
    TrackKinds
} TRACK_KIND;

typedef struct TRACKED {
    struct TRACKED *Next;
    PVOID Object;
    TRACK_KIND Kind;
    ULONG Detail;
    LONG Uses;
} TRACKED;

static const PCSTR KindNames[TrackKinds] = {"pool block", "IRP", "MDL", "handle", "object reference"};

static SRWLOCK TrackLock;
static TRACKED *Tracked;
static ULONG SpinLocksIndex;

VOID KernelStart(VOID)
{
    SpinLocksIndex = TlsAlloc();
}

static VOID Track(TRACK_KIND Kind, PVOID Object, ULONG Detail)
{
    TRACKED *entry = ExAllocatePoolWithTag(NonPagedPool, sizeof(*entry), TAG);

    entry->Object = Object;
    entry->Kind = Kind;
    entry->Detail = Detail;
    entry->Uses = 0;
    AcquireSRWLockExclusive(&TrackLock);
    entry->Next = Tracked;
    Tracked = entry;
    ReleaseSRWLockExclusive(&TrackLock);
}

/* Forgets an object; FALSE when it was not known. */
static BOOLEAN Untrack(TRACK_KIND Kind, PVOID Object, LONG *Uses, ULONG *Detail)
{
    TRACKED **at;
    TRACKED *entry;

    AcquireSRWLockExclusive(&TrackLock);
    for (at = &Tracked; (entry = *at) != NULL && (entry->Kind != Kind || entry->Object != Object); at = &entry->Next) {
    }
    if (entry != NULL) {
        *at = entry->Next;
    }
    ReleaseSRWLockExclusive(&TrackLock);
    if (entry == NULL) {
        Bug("%s %p released that is not alive", KindNames[Kind], Object);
        return FALSE;
    }
    *Uses = entry->Uses;
    *Detail = entry->Detail;
    ExFreePoolWithTag(entry, TAG);
    return TRUE;
}

static TRACKED *Find(TRACK_KIND Kind, PVOID Object)
{
    TRACKED *entry;

    for (entry = Tracked; entry != NULL && (entry->Kind != Kind || entry->Object != Object); entry = entry->Next) {
    }
    return entry;
}

VOID KernelReport(VOID)
{
    TRACKED *entry;

    for (entry = Tracked; entry != NULL; entry = entry->Next) {
        Bug("%s %p leaked (%.4s)", KindNames[entry->Kind], entry->Object, (PCSTR)&entry->Detail);
    }
}

/* ---- Pool ---- */

PVOID NTAPI CheckedAllocatePoolWithTag(POOL_TYPE PoolType, SIZE_T Length, ULONG AllocationTag)
{
    NTSTATUS status;
    PVOID memory;

    if (Fault("ExAllocatePoolWithTag", &status) != FaultNone) {
        return NULL;
    }
    memory = ExAllocatePoolWithTag(PoolType, Length, AllocationTag);
    RtlFillMemory(memory, Length, 0xcd);
    Track(TrackPool, memory, AllocationTag);
    return memory;
}

VOID NTAPI CheckedFreePoolWithTag(PVOID Memory, ULONG AllocationTag)
{
    LONG uses;
    ULONG allocatedAs;

    if (Untrack(TrackPool, Memory, &uses, &allocatedAs)) {
        if (allocatedAs != AllocationTag) {
            Bug("pool block %p freed under another tag", Memory);
        }
        ExFreePoolWithTag(Memory, AllocationTag);
    }
}

/* ---- IRPs and MDLs ---- */

BOOLEAN IrpUse(PIRP Irp, LONG Change)
{
    TRACKED *entry;
    BOOLEAN idle = TRUE;

    AcquireSRWLockExclusive(&TrackLock);
    entry = Find(TrackIrp, Irp);
    if (entry != NULL) {
        idle = Change < 0 || entry->Uses == 0;
        entry->Uses += Change;
    }
    ReleaseSRWLockExclusive(&TrackLock);
    return idle;
}

PIRP NTAPI CheckedAllocateIrp(CCHAR StackSize, BOOLEAN ChargeQuota)
{
    NTSTATUS status;
    PIRP irp;

    if (Fault("IoAllocateIrp", &status) != FaultNone) {
        return NULL;
    }
    irp = IoAllocateIrp(StackSize, ChargeQuota);
    Track(TrackIrp, irp, 0);
    return irp;
}

VOID NTAPI CheckedFreeIrp(PIRP Irp)
{
    LONG uses;
    ULONG detail;

    if (Untrack(TrackIrp, Irp, &uses, &detail)) {
        if (uses != 0) {
            Bug("IRP %p freed while it is pending", Irp);
        } else {
            IoFreeIrp(Irp);
        }
    }
}

VOID NTAPI CheckedReuseIrp(PIRP Irp, NTSTATUS Status)
{
    if (!IrpUse(Irp, 0)) {
        Bug("IoReuseIrp for IRP %p while it is pending", Irp);
    }
    IoReuseIrp(Irp, Status);
}

PMDL NTAPI CheckedAllocateMdl(PVOID Address, ULONG Length, BOOLEAN Secondary, BOOLEAN ChargeQuota, PIRP Irp)
{
    NTSTATUS status;
    PMDL mdl;

    if (Fault("IoAllocateMdl", &status) != FaultNone) {
        return NULL;
    }
    mdl = IoAllocateMdl(Address, Length, Secondary, ChargeQuota, Irp);
    Track(TrackMdl, mdl, 0);
    return mdl;
}

VOID NTAPI CheckedFreeMdl(PMDL Mdl)
{
    LONG uses;
    ULONG detail;

    if (Untrack(TrackMdl, Mdl, &uses, &detail)) {
        if (uses != 0) {
            Bug("MDL %p freed while a request uses it", Mdl);
        } else {
            IoFreeMdl(Mdl);
        }
    }
}

/* Wine 8 has a stub. Its pool is ordinary memory, mapped where it lies. */
VOID NTAPI CheckedBuildMdl(PMDL Mdl)
{
    Mdl->MdlFlags |= MDL_SOURCE_IS_NONPAGED_POOL;
    Mdl->MappedSystemVa = MmGetMdlVirtualAddress(Mdl);
}

VOID MdlUse(PMDL Mdl, LONG Change)
{
    TRACKED *entry;

    AcquireSRWLockExclusive(&TrackLock);
    for (; Mdl != NULL; Mdl = Mdl->Next) {
        /* MDLs of a retained indication are the provider's own and not tracked. */
        entry = Find(TrackMdl, Mdl);
        if (entry != NULL) {
            entry->Uses += Change;
        }
    }
    ReleaseSRWLockExclusive(&TrackLock);
}

/* ---- Threads, handles, objects ---- */

NTSTATUS NTAPI CheckedCreateSystemThread(
    PHANDLE Handle,
    ULONG Access,
    POBJECT_ATTRIBUTES Attributes,
    HANDLE Process,
    PCLIENT_ID ClientId,
    PKSTART_ROUTINE Routine,
    PVOID Context)
{
    NTSTATUS status;

    if (Fault("PsCreateSystemThread", &status) != FaultNone) {
        return status;
    }
    status = PsCreateSystemThread(Handle, Access, Attributes, Process, ClientId, Routine, Context);
    if (NT_SUCCESS(status)) {
        Track(TrackHandle, *Handle, 0);
    }
    return status;
}

NTSTATUS NTAPI CheckedOpenKey(PHANDLE Handle, ACCESS_MASK Access, POBJECT_ATTRIBUTES Attributes)
{
    NTSTATUS status;

    if (Fault("ZwOpenKey", &status) != FaultNone) {
        return status;
    }
    status = ZwOpenKey(Handle, Access, Attributes);
    if (NT_SUCCESS(status)) {
        Track(TrackHandle, *Handle, 0);
    }
    return status;
}

NTSTATUS NTAPI CheckedQueryValueKey(
    HANDLE Handle,
    PUNICODE_STRING Name,
    KEY_VALUE_INFORMATION_CLASS Class,
    PVOID Information,
    ULONG Length,
    PULONG ResultLength)
{
    NTSTATUS status;

    if (Fault("ZwQueryValueKey", &status) != FaultNone) {
        return status;
    }
    return ZwQueryValueKey(Handle, Name, Class, Information, Length, ResultLength);
}

NTSTATUS NTAPI CheckedClose(HANDLE Handle)
{
    LONG uses;
    ULONG detail;

    return Untrack(TrackHandle, Handle, &uses, &detail) ? ZwClose(Handle) : STATUS_INVALID_HANDLE;
}

NTSTATUS NTAPI CheckedReferenceObjectByHandle(
    HANDLE Handle,
    ACCESS_MASK Access,
    POBJECT_TYPE Type,
    KPROCESSOR_MODE Mode,
    PVOID *Object,
    POBJECT_HANDLE_INFORMATION Information)
{
    NTSTATUS status;

    if (Fault("ObReferenceObjectByHandle", &status) != FaultNone) {
        return status;
    }
    status = ObReferenceObjectByHandle(Handle, Access, Type, Mode, Object, Information);
    if (NT_SUCCESS(status)) {
        Track(TrackObject, *Object, 0);
    }
    return status;
}

LONG_PTR FASTCALL CheckedDereferenceObject(PVOID Object)
{
    LONG uses;
    ULONG detail;

    return Untrack(TrackObject, Object, &uses, &detail) ? ObfDereferenceObject(Object) : 0;
}

/* ---- Locks and waits ---- */

LONG SpinLocksHeld(VOID)
{
    return (LONG)(LONG_PTR)TlsGetValue(SpinLocksIndex);
}

KIRQL NTAPI CheckedAcquireSpinLock(PKSPIN_LOCK SpinLock)
{
    TlsSetValue(SpinLocksIndex, (PVOID)(LONG_PTR)(SpinLocksHeld() + 1));
    return KeAcquireSpinLockRaiseToDpc(SpinLock);
}

VOID NTAPI CheckedReleaseSpinLock(PKSPIN_LOCK SpinLock, KIRQL Irql)
{
    TlsSetValue(SpinLocksIndex, (PVOID)(LONG_PTR)(SpinLocksHeld() - 1));
    KeReleaseSpinLock(SpinLock, Irql);
}

static VOID CheckWait(PLARGE_INTEGER Timeout)
{
    if (Timeout != NULL && Timeout->QuadPart == 0) {
        return;
    }
    if (SpinLocksHeld() != 0) {
        Bug("waits while it holds a spin lock");
    }
    if (InLoop()) {
        Bug("waits in a callback or completion routine");
    }
}

NTSTATUS NTAPI CheckedWaitForSingleObject(
    PVOID Object, KWAIT_REASON Reason, KPROCESSOR_MODE Mode, BOOLEAN Alertable, PLARGE_INTEGER Timeout)
{
    CheckWait(Timeout);
    return KeWaitForSingleObject(Object, Reason, Mode, Alertable, Timeout);
}

NTSTATUS NTAPI CheckedWaitForMultipleObjects(
    ULONG Count,
    PVOID Objects[],
    WAIT_TYPE Type,
    KWAIT_REASON Reason,
    KPROCESSOR_MODE Mode,
    BOOLEAN Alertable,
    PLARGE_INTEGER Timeout,
    PKWAIT_BLOCK Blocks)
{
    CheckWait(Timeout);
    return KeWaitForMultipleObjects(Count, Objects, Type, Reason, Mode, Alertable, Timeout, Blocks);
}

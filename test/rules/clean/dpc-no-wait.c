// A timer DPC captures with WSK_NO_WAIT (legal at DISPATCH_LEVEL) and releases again; all else is at PASSIVE_LEVEL.
#include <ntddk.h>
#include <wsk.h>

typedef struct _METER {
    WSK_REGISTRATION Registration;
    KTIMER Timer;
    KDPC Dpc;
    KSPIN_LOCK Lock;
    USHORT LastVersion;
    ULONG Misses;
} METER, *PMETER;

static const WSK_CLIENT_DISPATCH MeterDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static PMETER Meter;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD MeterUnload;
KDEFERRED_ROUTINE MeterDpc;

_Use_decl_annotations_
VOID MeterDpc(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2)
{
    PMETER meter = (PMETER)DeferredContext;
    WSK_PROVIDER_NPI npi;
    WSK_PROVIDER_CHARACTERISTICS range;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(SystemArgument1);
    UNREFERENCED_PARAMETER(SystemArgument2);

    status = WskCaptureProviderNPI(&meter->Registration, WSK_NO_WAIT, &npi);

    KeAcquireSpinLockAtDpcLevel(&meter->Lock);
    if (NT_SUCCESS(status)) {
        meter->LastVersion = npi.Dispatch->Version;
        WskReleaseProviderNPI(&meter->Registration);
    } else {
        meter->Misses++;
        if (status == STATUS_NOINTERFACE &&
            NT_SUCCESS(WskQueryProviderCharacteristics(&meter->Registration, &range))) {
            meter->LastVersion = range.HighestVersion;
        }
    }
    KeReleaseSpinLockFromDpcLevel(&meter->Lock);
}

static VOID MeterDelete(PMETER M)
{
    KeCancelTimer(&M->Timer);
    KeFlushQueuedDpcs();
    WskDeregister(&M->Registration);
    ExFreePoolWithTag(M, 'rteM');
}

static NTSTATUS MeterCreate(PMETER *Out)
{
    NTSTATUS status;
    PMETER m;
    WSK_CLIENT_NPI client;
    LARGE_INTEGER due;

    m = (PMETER)ExAllocatePoolZero(NonPagedPoolNx, sizeof(METER), 'rteM');
    if (m == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeTimer(&m->Timer);
    KeInitializeDpc(&m->Dpc, MeterDpc, m);
    KeInitializeSpinLock(&m->Lock);

    client.ClientContext = m;
    client.Dispatch = &MeterDispatch;
    status = WskRegister(&client, &m->Registration);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(m, 'rteM');
        return status;
    }

    due.QuadPart = -10000000LL;
    KeSetTimerEx(&m->Timer, due, 1000, &m->Dpc);

    *Out = m;
    return STATUS_SUCCESS;
}

ULONG MeterMisses(VOID)
{
    KLOCK_QUEUE_HANDLE handle;
    ULONG misses;

    KeAcquireInStackQueuedSpinLock(&Meter->Lock, &handle);
    misses = Meter->Misses;
    KeReleaseInStackQueuedSpinLock(&handle);
    return misses;
}

_Use_decl_annotations_
VOID MeterUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    MeterDelete(Meter);
}

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    status = MeterCreate(&Meter);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = IoRegisterShutdownNotification(DriverObject->DeviceObject);
    if (!NT_SUCCESS(status)) {
        MeterDelete(Meter);
        return status;
    }

    DriverObject->DriverUnload = MeterUnload;
    return STATUS_SUCCESS;
}

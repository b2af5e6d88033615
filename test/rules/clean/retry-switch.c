// WSK_NO_WAIT in DriverEntry, a switch on the status, and a work item that tries again until the provider is there.
#include <ntddk.h>
#include <wsk.h>

#define RETRY_LIMIT 120

static const WSK_CLIENT_DISPATCH SnapDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION SnapRegistration;
static WSK_PROVIDER_NPI SnapProvider;
static volatile LONG SnapCaptured;
static volatile LONG SnapStopping;
static KEVENT SnapRetryDone;
static WORK_QUEUE_ITEM SnapRetryItem;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD SnapUnload;

static VOID SnapMarkCaptured(VOID)
{
    InterlockedExchange(&SnapCaptured, 1);
}

static VOID SnapRetry(PVOID Parameter)
{
    LARGE_INTEGER pause;
    ULONG tries;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Parameter);
    pause.QuadPart = -500 * 10000LL;

    for (tries = 0; tries < RETRY_LIMIT; tries++) {
        if (SnapStopping) {
            break;
        }

        status = WskCaptureProviderNPI(&SnapRegistration, WSK_NO_WAIT, &SnapProvider);
        if (NT_SUCCESS(status)) {
            SnapMarkCaptured();
            break;
        }
        if (status != STATUS_DEVICE_NOT_READY) {
            DbgPrint("snap: gave up, 0x%08lx\n", status);
            break;
        }

        KeDelayExecutionThread(KernelMode, FALSE, &pause);
    }

    KeSetEvent(&SnapRetryDone, IO_NO_INCREMENT, FALSE);
}

VOID SnapUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);

    InterlockedExchange(&SnapStopping, 1);
    KeWaitForSingleObject(&SnapRetryDone, Executive, KernelMode, FALSE, NULL);

    if (SnapCaptured) {
        WskReleaseProviderNPI(&SnapRegistration);
    }
    WskDeregister(&SnapRegistration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;
    WSK_CLIENT_NPI client = { NULL, &SnapDispatch };
    WSK_PROVIDER_CHARACTERISTICS range;

    UNREFERENCED_PARAMETER(RegistryPath);

    KeInitializeEvent(&SnapRetryDone, NotificationEvent, TRUE);

    if (!NT_SUCCESS(status = WskRegister(&client, &SnapRegistration))) {
        return status;
    }

    status = WskCaptureProviderNPI(&SnapRegistration, WSK_NO_WAIT, &SnapProvider);
    switch (status) {
    case STATUS_SUCCESS:
        SnapMarkCaptured();
        break;

    case STATUS_DEVICE_NOT_READY:
        KeClearEvent(&SnapRetryDone);
        ExInitializeWorkItem(&SnapRetryItem, SnapRetry, NULL);
        ExQueueWorkItem(&SnapRetryItem, DelayedWorkQueue);
        break;

    case STATUS_NOINTERFACE:
        if (NT_SUCCESS(WskQueryProviderCharacteristics(&SnapRegistration, &range))) {
            DbgPrint("snap: provider has 0x%04x to 0x%04x\n", range.LowestVersion, range.HighestVersion);
        }
        WskDeregister(&SnapRegistration);
        return status;

    default:
        WskDeregister(&SnapRegistration);
        return status;
    }

    DriverObject->DriverUnload = SnapUnload;
    return STATUS_SUCCESS;
}

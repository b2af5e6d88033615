// Start-up by a table of steps with an undo routine each; the undo runs backwards over the steps that worked.
#include <ntddk.h>
#include <wsk.h>

typedef NTSTATUS (*STEP_DO)(VOID);
typedef VOID (*STEP_UNDO)(VOID);

typedef struct _INIT_STEP {
    PCSTR Name;
    STEP_DO Do;
    STEP_UNDO Undo;
} INIT_STEP;

static const WSK_CLIENT_DISPATCH TblDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION TblRegistration;
static WSK_PROVIDER_NPI TblProvider;
static PVOID TblScratch;
static ULONG TblReached;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD TblUnload;

static NTSTATUS TblRegister(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &TblDispatch };
    return WskRegister(&npi, &TblRegistration);
}

static VOID TblDeregister(VOID)
{
    WskDeregister(&TblRegistration);
}

static NTSTATUS TblCapture(VOID)
{
    return WskCaptureProviderNPI(&TblRegistration, 500, &TblProvider);
}

static VOID TblRelease(VOID)
{
    WskReleaseProviderNPI(&TblRegistration);
}

static NTSTATUS TblAllocate(VOID)
{
    TblScratch = ExAllocatePoolWithTag(NonPagedPoolNx, 8192, 'elbT');
    return TblScratch != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

static VOID TblFree(VOID)
{
    ExFreePoolWithTag(TblScratch, 'elbT');
}

static const INIT_STEP TblSteps[] = {
    { "register", TblRegister, TblDeregister },
    { "capture", TblCapture, TblRelease },
    { "scratch", TblAllocate, TblFree },
};

static VOID TblUndo(VOID)
{
    while (TblReached > 0) {
        TblReached--;
        TblSteps[TblReached].Undo();
    }
}

VOID TblUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    TblUndo();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(RegistryPath);

    for (TblReached = 0; TblReached < ARRAYSIZE(TblSteps); TblReached++) {
        status = TblSteps[TblReached].Do();
        if (!NT_SUCCESS(status)) {
            DbgPrint("table: step %s failed 0x%08lx\n", TblSteps[TblReached].Name, status);
            TblUndo();
            return status;
        }
    }

    DriverObject->DriverUnload = TblUnload;
    return STATUS_SUCCESS;
}

// Each step of a table has the function that undoes it.
#include <ntddk.h>
#include <wsk.h>

typedef struct _STEP {
    NTSTATUS (*Do)(VOID);
    VOID (*Undo)(VOID);
} STEP;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Npi;
static ULONG StepsDone;

static NTSTATUS Register(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };

    return WskRegister(&client, &Registration);
}

static VOID Unregister(VOID)
{
    WskDeregister(&Registration);
}

static NTSTATUS Capture(VOID)
{
    return WskCaptureProviderNPI(&Registration, 500, &Npi);
}

static VOID Release(VOID)
{
    WskReleaseProviderNPI(&Registration);
}

static NTSTATUS Log(VOID) { return STATUS_SUCCESS; }

static const STEP Steps[] = {
    { Log, NULL },
    { Register, Unregister },
    { Capture, Release },
};

static VOID Undo(VOID)
{
    while (StepsDone > 0) {
        const STEP *step = &Steps[--StepsDone];

        if (step->Undo != NULL)
            step->Undo();
    }
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    Undo();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = Unload;
    while (StepsDone < ARRAYSIZE(Steps)) {
        status = Steps[StepsDone].Do();
        if (!NT_SUCCESS(status)) {
            Undo();
            return status;
        }
        StepsDone++;
    }
    return STATUS_SUCCESS;
}

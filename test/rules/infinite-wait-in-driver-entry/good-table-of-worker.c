// Only the worker thread runs the table that has the step which waits.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION Registration;
extern WSK_PROVIDER_NPI Npi;
extern HANDLE Thread;

static NTSTATUS Prepare(VOID) { return STATUS_SUCCESS; }
static NTSTATUS Attach(VOID) { return WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Npi); }

static NTSTATUS (*const EntrySteps[])(VOID) = { Prepare };
static NTSTATUS (*const WorkerSteps[])(VOID) = { Prepare, Attach };

static VOID Worker(PVOID context)
{
    ULONG index;

    UNREFERENCED_PARAMETER(context);
    for (index = 0; index < RTL_NUMBER_OF(WorkerSteps); index++) {
        if (!NT_SUCCESS(WorkerSteps[index]()))
            break;
    }
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);

    EntrySteps[0]();
    return PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, Worker, NULL);
}

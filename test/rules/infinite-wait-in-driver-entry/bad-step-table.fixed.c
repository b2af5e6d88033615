// DriverEntry runs its steps from a table of functions.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION Registration;
extern WSK_PROVIDER_NPI Npi;

typedef NTSTATUS (*START_STEP)(PDRIVER_OBJECT DriverObject);

static NTSTATUS OpenLog(PDRIVER_OBJECT DriverObject)
{
    DbgPrint("loading %p\n", DriverObject);
    return STATUS_SUCCESS;
}

static NTSTATUS AttachNetwork(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    return WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Npi);
}

static const START_STEP StartSteps[] = { OpenLog, AttachNetwork };

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status = STATUS_SUCCESS;
    ULONG index;

    UNREFERENCED_PARAMETER(RegistryPath);

    for (index = 0; index < RTL_NUMBER_OF(StartSteps); index++) {
        status = StartSteps[index](DriverObject);
        if (!NT_SUCCESS(status))
            break;
    }
    return status;
}

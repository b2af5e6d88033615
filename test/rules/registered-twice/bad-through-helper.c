// The helper registers; DriverEntry calls it twice for the same global block.
#include <ntddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD OnUnload;

static const WSK_CLIENT_DISPATCH ChatDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION ChatRegistration;

static NTSTATUS ChatRegister(PVOID Context)
{
    WSK_CLIENT_NPI npi;

    npi.ClientContext = Context;
    npi.Dispatch = &ChatDispatch;
    return WskRegister(&npi, &ChatRegistration); // want: registered-twice #a
}

static VOID OnUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(&ChatRegistration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    status = ChatRegister(NULL);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = ChatRegister(DriverObject); // want: registered-twice #a
    if (!NT_SUCCESS(status)) {
        WskDeregister(&ChatRegistration);
        return status;
    }

    DriverObject->DriverUnload = OnUnload;
    return STATUS_SUCCESS;
}

// DriverEntry starts a thread, the thread waits.
#include <ntddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD OnUnload;
KSTART_ROUTINE WaitThread;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

VOID WaitThread(PVOID Context)
{
    WSK_PROVIDER_NPI npi;

    UNREFERENCED_PARAMETER(Context);

    if (NT_SUCCESS(WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &npi))) {
        DbgPrint("provider %x\n", npi.Dispatch->Version);
        WskReleaseProviderNPI(&Registration);
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

VOID OnUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(&Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;
    HANDLE thread;
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };

    UNREFERENCED_PARAMETER(RegistryPath);

    status = WskRegister(&npi, &Registration);
    if (!NT_SUCCESS(status))
        return status;

    status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, WaitThread, NULL);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
        return status;
    }
    ZwClose(thread);

    DriverObject->DriverUnload = OnUnload;
    return STATUS_SUCCESS;
}

// The unload routine leaves too early when it runs out of memory.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

VOID PingUnload(PDRIVER_OBJECT DriverObject)
{
    PVOID report = ExAllocatePool2(POOL_FLAG_PAGED, 512, 'gniP');

    if (report == NULL) {
        WskReleaseProviderNPI(&Registration);
        WskDeregister(&Registration);
        return;
    }

    RtlZeroMemory(report, 512);
    DbgPrint("%p %p\n", DriverObject, report);
    ExFreePool(report);
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = PingUnload;
    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status))
        return status;

    status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
    if (!NT_SUCCESS(status))
        WskDeregister(&Registration);
    return status;
}

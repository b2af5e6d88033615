// Unload releases through the block of another module.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION LogRegistration;
static WSK_REGISTRATION TimeRegistration;
static WSK_PROVIDER_NPI LogProvider;

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskReleaseProviderNPI(&TimeRegistration); // want: release-other-block "'LogRegistration'"
    WskDeregister(&LogRegistration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status = WskRegister(&client, &LogRegistration);

    UNREFERENCED_PARAMETER(RegistryPath);
    if (!NT_SUCCESS(status))
        return status;

    status = WskCaptureProviderNPI(&LogRegistration, WSK_NO_WAIT, &LogProvider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&LogRegistration);
        return status;
    }
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}

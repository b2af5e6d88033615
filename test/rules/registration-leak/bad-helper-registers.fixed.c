// The helper registers and captures correctly; its caller fails later and forgets to undo it.
#include <ntddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD HookUnload;

static const WSK_CLIENT_DISPATCH HookDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION HookRegistration;
static WSK_PROVIDER_NPI HookProvider;
static PDEVICE_OBJECT HookDevice;

static NTSTATUS HookNetInit(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &HookDispatch };
    NTSTATUS status = WskRegister(&npi, &HookRegistration);

    if (status != STATUS_SUCCESS)
        return status;

    status = WskCaptureProviderNPI(&HookRegistration, 100, &HookProvider);
    if (status != STATUS_SUCCESS)
        WskDeregister(&HookRegistration);

    return status;
}

static VOID HookNetCleanup(VOID)
{
    WskReleaseProviderNPI(&HookRegistration);
    WskDeregister(&HookRegistration);
}

static VOID HookUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    IoDeleteDevice(HookDevice);
    HookNetCleanup();
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Hook");
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    status = HookNetInit();
    if (status != STATUS_SUCCESS)
        return status;

    status = IoCreateDevice(DriverObject, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &HookDevice);
    if (status != STATUS_SUCCESS) {
        HookNetCleanup();
        return status;
    }

    DriverObject->DriverUnload = HookUnload;
    return STATUS_SUCCESS;
}

// DriverEntry keeps the block on its own stack, and the NPI in a global.
#include <ntddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;

static const WSK_CLIENT_DISPATCH FooDispatch = { .Version = MAKE_WSK_VERSION(1, 0) };
static PDEVICE_OBJECT FooDevice;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;
    WSK_REGISTRATION wskRegistration = { 0 };
    WSK_CLIENT_NPI clientNpi = { .Dispatch = &FooDispatch };

    UNREFERENCED_PARAMETER(RegistryPath);

    status = WskRegister(&clientNpi, &wskRegistration); // want: registration-on-stack; want: no-unload-routine
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &FooDevice);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&wskRegistration);
        return status;
    }

    return STATUS_SUCCESS;
}

// A library that the driver links is given the block on unload: what it does there is not seen.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH PulseDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
WSK_REGISTRATION PulseRegistration;

VOID LibraryShutDown(_Inout_ PWSK_REGISTRATION Registration);

static VOID PulseUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    LibraryShutDown(&PulseRegistration);
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &PulseDispatch };

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = PulseUnload;
    return WskRegister(&client, &PulseRegistration);
}

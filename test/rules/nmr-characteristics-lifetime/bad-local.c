// The characteristics are gone once DriverEntry has returned.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;
NPI_CLIENT_ATTACH_PROVIDER_FN AttachProvider;
NPI_CLIENT_DETACH_PROVIDER_FN DetachProvider;

static const NPI_MODULEID ModuleId = { sizeof(NPI_MODULEID), MIT_GUID };
static HANDLE ClientHandle;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NPI_CLIENT_CHARACTERISTICS characteristics = {
        0,
        sizeof(NPI_CLIENT_CHARACTERISTICS),
        AttachProvider,
        DetachProvider,
        NULL,
        { 0, sizeof(NPI_REGISTRATION_INSTANCE), &NPI_EXAMPLE_ID, &ModuleId, 0, NULL },
    };

    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    return NmrRegisterClient(&characteristics, NULL, &ClientHandle); // want: nmr-characteristics-lifetime "'characteristics'"
}

// WSK_INFINITE_WAIT elsewhere than in a capture, and a finite capture.
#include <ntddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;

extern WSK_REGISTRATION SharedRegistration;

static ULONG DefaultTimeout = WSK_INFINITE_WAIT;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);

    DbgPrint("default %lx\n", DefaultTimeout);
    status = WskCaptureProviderNPI(&SharedRegistration, 100, &npi);
    if (NT_SUCCESS(status)) {
        WskReleaseProviderNPI(&SharedRegistration);
    }
    return STATUS_SUCCESS;
}

// A test driver does its work in DriverEntry and fails then, so that the system throws it out.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status = WskRegister(&client, &Registration);

    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    DbgPrint("WSK is there\n");
    WskDeregister(&Registration);
    return STATUS_UNSUCCESSFUL;
}

// Unload deregisters through a pointer, which may point to the block.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static PWSK_REGISTRATION Active;

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(Active);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };

    UNREFERENCED_PARAMETER(RegistryPath);
    Active = &Registration;
    DriverObject->DriverUnload = Unload;
    return WskRegister(&client, Active);
}

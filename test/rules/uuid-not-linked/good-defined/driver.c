#include <ntddk.h>
#include <wsk.h>

const NPIID NPI_WSK_INTERFACE_ID = { 0x2227E803, 0x8D8B, 0x11D4, { 0xAB, 0xAD, 0x00, 0x90, 0x27, 0x71, 0x9E, 0x09 } };

BOOLEAN IsOfWsk(const NPI_REGISTRATION_INSTANCE *Instance)
{
    return RtlEqualMemory(Instance->NpiId, &NPI_WSK_INTERFACE_ID, sizeof(NPIID));
}

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    WskDeregister(&Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };

    DriverObject->DriverUnload = Unload;
    return WskRegister(&client, &Registration);
}

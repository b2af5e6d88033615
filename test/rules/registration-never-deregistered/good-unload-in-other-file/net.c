// One file registers.
#include <ntddk.h>
#include <wsk.h>
#include "net.h"

WSK_REGISTRATION NetRegistration;
static const WSK_CLIENT_DISPATCH NetDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &NetDispatch };

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = NetUnload;
    return WskRegister(&client, &NetRegistration);
}

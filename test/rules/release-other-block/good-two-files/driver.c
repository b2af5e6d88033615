// Its beginning.
#include "net.h"

static const WSK_CLIENT_DISPATCH NetDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

WSK_REGISTRATION NetRegistration;
WSK_PROVIDER_NPI NetProvider;

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NetStop();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &NetDispatch };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = Unload;
    status = WskRegister(&client, &NetRegistration);
    if (NT_SUCCESS(status)) {
        status = WskCaptureProviderNPI(&NetRegistration, WSK_NO_WAIT, &NetProvider);
        if (!NT_SUCCESS(status)) {
            WskDeregister(&NetRegistration);
        }
    }
    return status;
}

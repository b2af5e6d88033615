// A client object of file scope, started by DriverEntry.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH s_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };
static WSK_REGISTRATION s_Registration;

class NetClient
{
public:
    NTSTATUS Start()
    {
        WSK_CLIENT_NPI client = { this, &s_Dispatch };

        return WskRegister(&client, &s_Registration);
    }
};

static NetClient s_Client;

static VOID DriverUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(&s_Registration);
}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);

    DriverObject->DriverUnload = DriverUnload;
    return s_Client.Start();
}

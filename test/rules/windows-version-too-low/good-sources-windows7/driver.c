#include <ntddk.h>
#include <wsk.h>

typedef struct _SOCKET_CONTEXT {
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch;
    const WSK_PROVIDER_DATAGRAM_DISPATCH *Datagrams;
    const WSK_PROVIDER_NPI *Npi;
    PWSK_SOCKET Socket;
} SOCKET_CONTEXT;

NTSTATUS Resolve(SOCKET_CONTEXT *Context, PUNICODE_STRING Name, PADDRINFOEXW *Result, PIRP Irp)
{
    return Context->Npi->Dispatch->WskGetAddressInfo(
        Context->Npi->Client, Name, NULL, 0, NULL, NULL, Result, NULL, NULL, Irp);
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

// Two clients of WSK in one driver, each with its own capture.
#include <ntddk.h>
#include <wsk.h>

typedef struct _CLIENT {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
} CLIENT, *PCLIENT;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static CLIENT Sender;
static CLIENT Receiver;

static NTSTATUS Open(PCLIENT Client)
{
    WSK_CLIENT_NPI client = { Client, &Dispatch };
    NTSTATUS status = WskRegister(&client, &Client->Registration);

    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&Client->Registration, WSK_NO_WAIT, &Client->Provider);
    if (!NT_SUCCESS(status))
        WskDeregister(&Client->Registration);
    return status;
}

static VOID Close(PCLIENT Client)
{
    WskReleaseProviderNPI(&Client->Registration);
    WskDeregister(&Client->Registration);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    Close(&Receiver);
    Close(&Sender);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status = Open(&Sender);

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = Unload;
    if (!NT_SUCCESS(status))
        return status;
    status = Open(&Receiver);
    if (!NT_SUCCESS(status))
        Close(&Sender);
    return status;
}

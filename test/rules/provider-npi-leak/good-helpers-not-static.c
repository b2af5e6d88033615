// Helpers that are not static: the capture is released by the caller of the one, elements of an array by another.
#include <ntddk.h>
#include <wsk.h>

typedef struct _CLIENT {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
    BOOLEAN Running;
} CLIENT, *PCLIENT;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static CLIENT Clients[2];
static WSK_REGISTRATION Lookup;

NTSTATUS WaitForProvider(PWSK_PROVIDER_NPI Provider)
{
    return WskCaptureProviderNPI(&Lookup, WSK_INFINITE_WAIT, Provider);
}

VOID Worker(PVOID Context)
{
    WSK_PROVIDER_NPI provider;

    UNREFERENCED_PARAMETER(Context);
    if (NT_SUCCESS(WaitForProvider(&provider))) {
        DbgPrint("WSK %x\n", provider.Dispatch->Version);
        WskReleaseProviderNPI(&Lookup);
    }
}

NTSTATUS LookupStart(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };

    return WskRegister(&npi, &Lookup);
}

VOID LookupStop(VOID)
{
    WskDeregister(&Lookup);
}

VOID Unregister(PCLIENT Client)
{
    WskDeregister(&Client->Registration);
}

static NTSTATUS Start(PCLIENT Client)
{
    WSK_CLIENT_NPI npi = { Client, &Dispatch };
    NTSTATUS status;

    status = WskRegister(&npi, &Client->Registration);
    if (NT_SUCCESS(status)) {
        status = WskCaptureProviderNPI(&Client->Registration, 1000, &Client->Provider);
        if (NT_SUCCESS(status)) {
            Client->Running = TRUE;
            return STATUS_SUCCESS;
        }
        Unregister(Client);
    }
    return status;
}

static VOID Stop(PCLIENT Client)
{
    if (!Client->Running)
        return;
    Client->Running = FALSE;
    WskReleaseProviderNPI(&Client->Registration);
    Unregister(Client);
}

VOID DriverUnload(PDRIVER_OBJECT DriverObject)
{
    ULONG i;

    UNREFERENCED_PARAMETER(DriverObject);
    for (i = 0; i < 2; i++)
        Stop(&Clients[i]);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status = STATUS_SUCCESS;
    ULONG i;

    UNREFERENCED_PARAMETER(RegistryPath);
    for (i = 0; i < 2; i++) {
        status = Start(&Clients[i]);
        if (!NT_SUCCESS(status))
            goto Fail;
    }
    DriverObject->DriverUnload = DriverUnload;
    return STATUS_SUCCESS;
Fail:
    while (i-- > 0)
        Stop(&Clients[i]);
    return status;
}

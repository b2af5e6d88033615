// The global points to another object by then.
#include <ntddk.h>
#include <wsk.h>

typedef struct _CLIENT {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
} CLIENT, *PCLIENT;

PCLIENT g_Client;

NTSTATUS CreateClient(PCLIENT *Client);

NTSTATUS Replace(VOID)
{
    NTSTATUS status;

    WskDeregister(&g_Client->Registration);
    ExFreePool(g_Client);
    status = CreateClient(&g_Client);
    if (!NT_SUCCESS(status))
        return status;
    status = WskCaptureProviderNPI(&g_Client->Registration, 500, &g_Client->Provider);
    if (NT_SUCCESS(status))
        WskReleaseProviderNPI(&g_Client->Registration);
    return status;
}

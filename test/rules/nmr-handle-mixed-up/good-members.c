// Each handle where it belongs.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

typedef struct _CLIENT {
    NPI_CLIENT_CHARACTERISTICS Characteristics;
    HANDLE NmrClientHandle;
    HANDLE NmrBindingHandle;
    PVOID ProviderContext;
    const VOID *ProviderDispatch;
} CLIENT, *PCLIENT;

NTSTATUS ClientAttach(HANDLE Binding, PVOID Context, PNPI_REGISTRATION_INSTANCE Provider)
{
    PCLIENT client = Context;

    UNREFERENCED_PARAMETER(Provider);
    client->NmrBindingHandle = Binding;
    return NmrClientAttachProvider(Binding, client, NULL, &client->ProviderContext, &client->ProviderDispatch);
}

NTSTATUS ClientStart(PCLIENT Client)
{
    return NmrRegisterClient(&Client->Characteristics, Client, &Client->NmrClientHandle);
}

VOID ClientCallEnded(PCLIENT Client)
{
    NmrClientDetachProviderComplete(Client->NmrBindingHandle);
}

VOID ClientStop(PCLIENT Client)
{
    HANDLE handle = Client->NmrClientHandle;

    if (NmrDeregisterClient(handle) == STATUS_PENDING)
        NmrWaitForClientDeregisterComplete(handle);
}

// Two members, and the wrong one is passed.
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
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Provider);
    client->NmrBindingHandle = Binding;
    status = NmrClientAttachProvider(Binding, client, NULL, &client->ProviderContext, &client->ProviderDispatch);
    return status;
}

NTSTATUS ClientStart(PCLIENT Client)
{
    return NmrRegisterClient(&Client->Characteristics, Client, &Client->NmrClientHandle);
}

VOID ClientCallEnded(PCLIENT Client)
{
    NmrClientDetachProviderComplete(Client->NmrClientHandle); // want: nmr-handle-mixed-up "binding handle"
}

VOID ClientStop(PCLIENT Client)
{
    if (NmrDeregisterClient(Client->NmrBindingHandle) == STATUS_PENDING) // want: nmr-handle-mixed-up "registration handle"
        NmrWaitForClientDeregisterComplete(Client->NmrClientHandle);
}

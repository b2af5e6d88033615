// A reference-counted heap context owns the registration; the last reference ends it.
#include <ntddk.h>
#include <wsk.h>

#define CHAN_TAG 'nahC'

typedef struct _CHANNEL {
    LONG References;
    WSK_CLIENT_DISPATCH Dispatch;
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
    LIST_ENTRY Requests;
    KSPIN_LOCK Lock;
} CHANNEL, *PCHANNEL;

typedef struct _CHANNEL_REQUEST {
    LIST_ENTRY Link;
    PCHANNEL Channel;
    ULONG Id;
} CHANNEL_REQUEST, *PCHANNEL_REQUEST;

static VOID ChannelDelete(_In_ PCHANNEL Channel)
{
    ASSERT(IsListEmpty(&Channel->Requests));

    WskReleaseProviderNPI(&Channel->Registration);
    WskDeregister(&Channel->Registration);
    ExFreePoolWithTag(Channel, CHAN_TAG);
}

VOID ChannelReference(_In_ PCHANNEL Channel)
{
    InterlockedIncrement(&Channel->References);
}

VOID ChannelDereference(_In_ PCHANNEL Channel)
{
    if (InterlockedDecrement(&Channel->References) == 0) {
        ChannelDelete(Channel);
    }
}

NTSTATUS ChannelCreate(_Out_ PCHANNEL *NewChannel)
{
    PCHANNEL channel;
    WSK_CLIENT_NPI npi;
    NTSTATUS status;

    *NewChannel = NULL;

    channel = (PCHANNEL)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(CHANNEL), CHAN_TAG);
    if (channel == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    RtlZeroMemory(channel, sizeof(*channel));
    channel->References = 1;
    channel->Dispatch.Version = MAKE_WSK_VERSION(1, 0);
    InitializeListHead(&channel->Requests);
    KeInitializeSpinLock(&channel->Lock);

    npi.ClientContext = channel;
    npi.Dispatch = &channel->Dispatch;

    status = WskRegister(&npi, &channel->Registration);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(channel, CHAN_TAG);
        return status;
    }

    status = WskCaptureProviderNPI(&channel->Registration, WSK_INFINITE_WAIT, &channel->Provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&channel->Registration);
        ExFreePoolWithTag(channel, CHAN_TAG);
        return status;
    }

    *NewChannel = channel;
    return STATUS_SUCCESS;
}

NTSTATUS ChannelQueue(_In_ PCHANNEL Channel, _In_ ULONG Id)
{
    PCHANNEL_REQUEST request;
    KIRQL irql;

    request = (PCHANNEL_REQUEST)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*request), CHAN_TAG);
    if (request == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    request->Id = Id;
    request->Channel = Channel;
    ChannelReference(Channel);

    KeAcquireSpinLock(&Channel->Lock, &irql);
    InsertTailList(&Channel->Requests, &request->Link);
    KeReleaseSpinLock(&Channel->Lock, irql);
    return STATUS_SUCCESS;
}

BOOLEAN ChannelRunOne(_In_ PCHANNEL Channel)
{
    PCHANNEL_REQUEST request = NULL;
    KIRQL irql;

    KeAcquireSpinLock(&Channel->Lock, &irql);
    if (!IsListEmpty(&Channel->Requests)) {
        request = CONTAINING_RECORD(RemoveHeadList(&Channel->Requests), CHANNEL_REQUEST, Link);
    }
    KeReleaseSpinLock(&Channel->Lock, irql);

    if (request == NULL) {
        return FALSE;
    }

    DbgPrint("channel: request %u, provider 0x%04x\n", request->Id, Channel->Provider.Dispatch->Version);
    ExFreePoolWithTag(request, CHAN_TAG);
    ChannelDereference(Channel);
    return TRUE;
}

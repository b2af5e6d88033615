// The delete routine frees the context before it deregisters the block inside.
#include <ntddk.h>
#include <wsk.h>

typedef struct _CHAN {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
} CHAN, *PCHAN;

static const WSK_CLIENT_DISPATCH ChanDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS ChanProbe(PUSHORT Version)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi = { NULL, &ChanDispatch };
    PCHAN chan = (PCHAN)ExAllocatePoolZero(NonPagedPoolNx, sizeof(CHAN), 'nahC');

    if (chan == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    status = WskRegister(&npi, &chan->Registration);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(chan, 'nahC');
        return status;
    }

    status = WskCaptureProviderNPI(&chan->Registration, WSK_INFINITE_WAIT, &chan->Npi);
    if (NT_SUCCESS(status)) {
        *Version = chan->Npi.Dispatch->Version;
        WskReleaseProviderNPI(&chan->Registration);
    }

    WskDeregister(&chan->Registration);
    ExFreePoolWithTag(chan, 'nahC');
    return status;
}

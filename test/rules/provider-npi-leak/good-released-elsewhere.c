// Captured in a work item, kept in a static NPI, released by the stop routine of the same file.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static volatile LONG Ready;

IO_WORKITEM_ROUTINE NetWorkItem;

NTSTATUS NetInit(PDEVICE_OBJECT Device, PIO_WORKITEM Item)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    NTSTATUS status = WskRegister(&npi, &Registration);

    UNREFERENCED_PARAMETER(Device);
    if (NT_SUCCESS(status)) {
        IoQueueWorkItem(Item, NetWorkItem, DelayedWorkQueue, NULL);
    }
    return status;
}

VOID NetWorkItem(PDEVICE_OBJECT Device, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Context);

    if (NT_SUCCESS(WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Provider))) {
        InterlockedExchange(&Ready, 1);
    }
}

VOID NetStop(VOID)
{
    if (InterlockedExchange(&Ready, 0)) {
        WskReleaseProviderNPI(&Registration);
    }
    WskDeregister(&Registration);
}

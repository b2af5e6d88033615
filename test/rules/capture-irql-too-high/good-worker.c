// A work item waits: PASSIVE_LEVEL.
#include <ntddk.h>
#include <wsk.h>

typedef struct _RX {
    WSK_REGISTRATION *Registration;
    USHORT Version;
} RX, *PRX;

IO_WORKITEM_ROUTINE RxWorker;

VOID RxWorker(PDEVICE_OBJECT Device, PVOID Context)
{
    PRX rx = (PRX)Context;
    WSK_PROVIDER_NPI npi;

    UNREFERENCED_PARAMETER(Device);

    if (NT_SUCCESS(WskCaptureProviderNPI(rx->Registration, WSK_INFINITE_WAIT, &npi))) {
        rx->Version = npi.Dispatch->Version;
        WskReleaseProviderNPI(rx->Registration);
    }
}

// A WDF timer function runs at DISPATCH_LEVEL.
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

extern WSK_REGISTRATION TickRegistration;
extern USHORT TickVersion;

EVT_WDF_TIMER TickEvtTimer;

VOID TickEvtTimer(WDFTIMER Timer)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Timer);

    status = WskCaptureProviderNPI(&TickRegistration, WSK_NO_WAIT, &npi);
    if (!NT_SUCCESS(status))
        return;

    TickVersion = npi.Dispatch->Version;
    WskReleaseProviderNPI(&TickRegistration);
}

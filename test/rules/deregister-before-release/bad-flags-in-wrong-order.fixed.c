// The clean-up asks both flags, but the registration is given up before the NPI.
#include <ntddk.h>
#include <wsk.h>

typedef struct _ADAPTER {
    WSK_REGISTRATION WskRegistration;
    WSK_PROVIDER_NPI WskProviderNpi;
    BOOLEAN IsRegistered;
    BOOLEAN IsCaptured;
} ADAPTER, *PADAPTER;

static const WSK_CLIENT_DISPATCH AdapterDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS
AdapterNetSetup(
    _Inout_ PADAPTER Adapter
    )
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi;

    npi.ClientContext = Adapter;
    npi.Dispatch = &AdapterDispatch;

    status = WskRegister(&npi, &Adapter->WskRegistration);
    if (NT_SUCCESS(status)) {
        Adapter->IsRegistered = TRUE;
        status = WskCaptureProviderNPI(&Adapter->WskRegistration, 100, &Adapter->WskProviderNpi);
        if (NT_SUCCESS(status)) {
            Adapter->IsCaptured = TRUE;
        }
    }
    return status;
}

VOID
AdapterNetTeardown(
    _Inout_ PADAPTER Adapter
    )
{
    if (Adapter->IsCaptured) {
        WskReleaseProviderNPI(&Adapter->WskRegistration);
        Adapter->IsCaptured = FALSE;
    }

    if (Adapter->IsRegistered) {
        WskDeregister(&Adapter->WskRegistration);
        Adapter->IsRegistered = FALSE;
    }
}

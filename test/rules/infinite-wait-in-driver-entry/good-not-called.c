// The waiting routine is exported by a library file without an entry point; nothing says who calls it.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH LibDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION LibRegistration;
static WSK_PROVIDER_NPI LibProvider;

NTSTATUS LibOpen(VOID)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi = { NULL, &LibDispatch };

    status = WskRegister(&npi, &LibRegistration);
    if (NT_SUCCESS(status)) {
        status = WskCaptureProviderNPI(&LibRegistration, WSK_INFINITE_WAIT, &LibProvider);
        if (!NT_SUCCESS(status))
            WskDeregister(&LibRegistration);
    }
    return status;
}

VOID LibClose(VOID)
{
    WskReleaseProviderNPI(&LibRegistration);
    WskDeregister(&LibRegistration);
}

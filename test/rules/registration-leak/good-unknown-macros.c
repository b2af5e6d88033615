// Tracing and exit macros from a header that is not here.
#include <ntddk.h>
#include <wsk.h>

#ifndef TraceEvents
#define TraceEvents(...)
#define FuncEntry()
#define FuncExit(s)
#endif

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

NTSTATUS NetSetup(VOID)
{
    NTSTATUS status = STATUS_SUCCESS;
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };

    FuncEntry();

    status = WskRegister(&npi, &Registration);
    if (!NT_SUCCESS(status)) {
        TraceEvents(1, 2, "WskRegister %!STATUS!", status);
        goto Exit;
    }

    status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
    if (!NT_SUCCESS(status)) {
        TraceEvents(1, 2, "WskCaptureProviderNPI %!STATUS!", status);
        WskDeregister(&Registration);
        goto Exit;
    }

Exit:
    FuncExit(status);
    return status;
}

VOID NetTeardown(VOID)
{
    FuncEntry();
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
    FuncExit(STATUS_SUCCESS);
}

// The NPI is captured twice, released once and the registration given up: one reference is still held.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH PairDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS PairProbe(PWSK_REGISTRATION Registration)
{
    NTSTATUS status;
    WSK_CLIENT_NPI client = { NULL, &PairDispatch };
    WSK_PROVIDER_NPI first, second;

    status = WskRegister(&client, Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = WskCaptureProviderNPI(Registration, WSK_INFINITE_WAIT, &first);
    if (!NT_SUCCESS(status)) {
        WskDeregister(Registration);
        return status;
    }

    status = WskCaptureProviderNPI(Registration, WSK_INFINITE_WAIT, &second);
    if (!NT_SUCCESS(status)) {
        WskReleaseProviderNPI(Registration);
        WskDeregister(Registration);
        return status;
    }

    WskReleaseProviderNPI(Registration);
    WskReleaseProviderNPI(Registration);
    WskDeregister(Registration);
    return STATUS_SUCCESS;
}

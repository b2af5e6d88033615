// The stop routine deregisters first and releases afterwards; it never gets to the release.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

NTSTATUS
SyslogStart(
    VOID
    )
{
    NTSTATUS status;
    WSK_CLIENT_NPI client = { NULL, &Dispatch };

    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
    }

    return status;
}

VOID
SyslogStop(
    VOID
    )
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

// The caller ignores where the init failed and calls the destroy routine, which releases at once.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

static VOID SockDestroy(VOID)
{
    WskReleaseProviderNPI(&Registration); // want: release-without-capture #a
    WskDeregister(&Registration);
}

NTSTATUS SockCreate(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    NTSTATUS status;

    status = WskRegister(&npi, &Registration);
    if (!NT_SUCCESS(status))
        return status;

    status = WskCaptureProviderNPI(&Registration, 50, &Provider);
    if (!NT_SUCCESS(status))
        SockDestroy(); // want: release-without-capture #a

    return status;
}

VOID SockUnload(VOID)
{
    SockDestroy();
}

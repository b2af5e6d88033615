// Registered by one function of the file, captured by another.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

NTSTATUS Capture(VOID)
{
    return WskCaptureProviderNPI(&Registration, 1000, &Provider);
}

VOID Release(VOID)
{
    WskReleaseProviderNPI(&Registration);
}

NTSTATUS Register(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    return WskRegister(&npi, &Registration);
}

VOID Deregister(VOID)
{
    WskDeregister(&Registration);
}

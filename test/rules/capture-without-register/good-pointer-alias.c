// Registered through a pointer, captured by name.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Block;
static PWSK_REGISTRATION pBlock = &Block;
static WSK_PROVIDER_NPI Provider;

NTSTATUS Register(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    return WskRegister(&npi, pBlock);
}

NTSTATUS Capture(VOID)
{
    return WskCaptureProviderNPI(&Block, WSK_NO_WAIT, &Provider);
}

VOID Stop(VOID)
{
    WskReleaseProviderNPI(&Block);
    WskDeregister(pBlock);
}

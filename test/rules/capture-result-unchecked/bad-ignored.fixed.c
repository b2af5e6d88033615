// The capture's result is thrown away.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION g_Registration;
extern WSK_PROVIDER_NPI g_Provider;

VOID
AttachProvider(
    VOID
    )
{
    if (!NT_SUCCESS(WskCaptureProviderNPI(&g_Registration, WSK_INFINITE_WAIT, &g_Provider))) {
        return;
    }
}

VOID
DetachProvider(
    VOID
    )
{
    WskReleaseProviderNPI(&g_Registration);
}

// The static block is registered by code elsewhere that gets its address.
#include <ntddk.h>
#include <wsk.h>

NTSTATUS CommonRegister(PWSK_REGISTRATION Registration, PCSTR Name);
VOID CommonDeregister(PWSK_REGISTRATION Registration);

static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

NTSTATUS Start(VOID)
{
    NTSTATUS status = CommonRegister(&Registration, "probe");

    if (!NT_SUCCESS(status))
        return status;

    status = WskCaptureProviderNPI(&Registration, 1000, &Provider);
    if (!NT_SUCCESS(status))
        CommonDeregister(&Registration);
    return status;
}

VOID Stop(VOID)
{
    WskReleaseProviderNPI(&Registration);
    CommonDeregister(&Registration);
}

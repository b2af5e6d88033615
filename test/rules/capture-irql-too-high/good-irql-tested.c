// The routine looks at the IRQL and waits only where it may.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION AnyRegistration;

NTSTATUS AnyCapture(PWSK_PROVIDER_NPI Npi)
{
    ULONG timeout = KeGetCurrentIrql() == PASSIVE_LEVEL ? 1000 : WSK_NO_WAIT;

    return WskCaptureProviderNPI(&AnyRegistration, timeout, Npi);
}

VOID AnyRelease(VOID)
{
    WskReleaseProviderNPI(&AnyRegistration);
}

// A loop polls the provider version; giving up after the last round keeps the NPI.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION ProbeRegistration;

NTSTATUS ProbeWaitForVersion(USHORT Wanted)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS status;
    LARGE_INTEGER pause;

    pause.QuadPart = -5000000;

    status = WskCaptureProviderNPI(&ProbeRegistration, WSK_INFINITE_WAIT, &npi);
    if (status != STATUS_SUCCESS) {
        return status;
    }

    for (ULONG i = 0; i < 10; ++i) {
        if (npi.Dispatch->Version >= Wanted) {
            WskReleaseProviderNPI(&ProbeRegistration);
            return STATUS_SUCCESS;
        }
        KeDelayExecutionThread(KernelMode, FALSE, &pause);
    }

    WskReleaseProviderNPI(&ProbeRegistration);
    return STATUS_NOT_FOUND;
}

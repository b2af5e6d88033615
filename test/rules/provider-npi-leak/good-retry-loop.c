// A retry loop that leaves as soon as the capture succeeds, and a release behind it.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION ProbeRegistration;

NTSTATUS ProbeVersion(PUSHORT Version)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS status = STATUS_DEVICE_NOT_READY;
    LARGE_INTEGER pause;
    int tries = 10;

    pause.QuadPart = -5000000;

    while (tries-- > 0) {
        status = WskCaptureProviderNPI(&ProbeRegistration, WSK_NO_WAIT, &npi);
        if (status != STATUS_DEVICE_NOT_READY)
            break;
        KeDelayExecutionThread(KernelMode, FALSE, &pause);
    }

    if (!NT_SUCCESS(status))
        return status;

    *Version = npi.Dispatch->Version;
    WskReleaseProviderNPI(&ProbeRegistration);
    return STATUS_SUCCESS;
}

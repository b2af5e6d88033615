// The failing branch only prints; the NPI is used behind it all the same.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION TapRegistration;

NTSTATUS TapVersion(PUSHORT Version)
{
    WSK_PROVIDER_NPI npi;
    ULONG noTdi = 1;
    NTSTATUS status = WskCaptureProviderNPI(&TapRegistration, WSK_INFINITE_WAIT, &npi);

    if (!NT_SUCCESS(status)) {
        DbgPrint("tap: no provider 0x%08lx\n", status);
        *Version = 0;
    } else {
        *Version = MAKE_WSK_VERSION(1, 0);
    }

    npi.Dispatch->WskControlClient( // want: capture-result-unchecked
        npi.Client, WSK_TDI_BEHAVIOR, sizeof(noTdi), &noTdi, 0, NULL, NULL, NULL);

    if (NT_SUCCESS(status)) {
        WskReleaseProviderNPI(&TapRegistration);
    }
    return status;
}

// Tested in several of the usual ways before the NPI is touched.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION TapRegistration;

NTSTATUS TapDisableTdi(VOID)
{
    WSK_PROVIDER_NPI npi;
    ULONG noTdi = 1;
    NTSTATUS status;

    if (!NT_SUCCESS(status = WskCaptureProviderNPI(&TapRegistration, WSK_INFINITE_WAIT, &npi)))
        return status;

    npi.Dispatch->WskControlClient(
        npi.Client, WSK_TDI_BEHAVIOR, sizeof(noTdi), &noTdi, 0, NULL, NULL, NULL);
    WskReleaseProviderNPI(&TapRegistration);
    return STATUS_SUCCESS;
}

BOOLEAN TapHasProvider(VOID)
{
    WSK_PROVIDER_NPI npi;

    if (TRUE == NT_SUCCESS(WskCaptureProviderNPI(&TapRegistration, WSK_NO_WAIT, &npi))) {
        WskReleaseProviderNPI(&TapRegistration);
        return TRUE;
    }
    return FALSE;
}

int TapVersion(void)
{
    WSK_PROVIDER_NPI npi;
    int version = -1;

    if (WskCaptureProviderNPI(&TapRegistration, 100, &npi) == 0) {
        version = npi.Dispatch->Version;
        WskReleaseProviderNPI(&TapRegistration);
    }
    return version;
}

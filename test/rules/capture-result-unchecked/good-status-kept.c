// The capture status is kept while another status variable is reused, and tested before the use.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION MuxRegistration;

NTSTATUS MuxList(PVOID Buffer, SIZE_T Length)
{
    NTSTATUS captured, status;
    WSK_PROVIDER_NPI npi;

    captured = WskCaptureProviderNPI(&MuxRegistration, WSK_NO_WAIT, &npi);
    status = Buffer ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;

    if (NT_SUCCESS(status) && NT_SUCCESS(captured)) {
        status = npi.Dispatch->WskControlClient(
            npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, Length, Buffer, &Length, NULL);
    }
    if (NT_SUCCESS(captured)) {
        WskReleaseProviderNPI(&MuxRegistration);
    }
    return NT_SUCCESS(captured) ? status : captured;
}

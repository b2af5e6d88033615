// A void routine captures into a local and simply ends: the closing brace is the leaking exit.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION g_Registration;

VOID
ReportProviderVersion(
    VOID
    )
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS status;

    status = WskCaptureProviderNPI(&g_Registration, WSK_NO_WAIT, &npi);
    if (!NT_SUCCESS(status)) {
        DbgPrint("no provider: 0x%08lx\n", status);
        return;
    }

    DbgPrint("provider version 0x%04x\n", npi.Dispatch->Version);
} // want: provider-npi-leak

// Two releases for one capture: the inner branch releases and falls into the common one.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION g_Reg;

NTSTATUS CheckVersion(void)
{
    WSK_PROVIDER_NPI npi;
    NTSTATUS st = WskCaptureProviderNPI(&g_Reg, WSK_INFINITE_WAIT, &npi);

    if (NT_SUCCESS(st)) {
        if (npi.Dispatch->Version != MAKE_WSK_VERSION(1, 0)) {
            st = STATUS_NOINTERFACE;
            WskReleaseProviderNPI(&g_Reg);
        }
        WskReleaseProviderNPI(&g_Reg); // want: release-without-capture
    }
    return st;
}

// Two captures of one registration are balanced by two releases.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION g_Reg;

NTSTATUS ComparePair(PBOOLEAN Same)
{
    WSK_PROVIDER_NPI a, b;
    NTSTATUS st;

    st = WskCaptureProviderNPI(&g_Reg, WSK_INFINITE_WAIT, &a);
    if (!NT_SUCCESS(st))
        return st;

    st = WskCaptureProviderNPI(&g_Reg, WSK_INFINITE_WAIT, &b);
    if (!NT_SUCCESS(st)) {
        WskReleaseProviderNPI(&g_Reg);
        return st;
    }

    *Same = (a.Client == b.Client);
    WskReleaseProviderNPI(&g_Reg);
    WskReleaseProviderNPI(&g_Reg);
    return STATUS_SUCCESS;
}

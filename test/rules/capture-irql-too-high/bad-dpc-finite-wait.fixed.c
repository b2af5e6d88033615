// A DPC waits up to a second for the provider.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION StatRegistration;

KDEFERRED_ROUTINE StatDpc;

VOID StatDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
    WSK_PROVIDER_NPI npi;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Argument1);
    UNREFERENCED_PARAMETER(Argument2);

    if (NT_SUCCESS(WskCaptureProviderNPI(&StatRegistration, WSK_NO_WAIT, &npi))) {
        *(PUSHORT)Context = npi.Dispatch->Version;
        WskReleaseProviderNPI(&StatRegistration);
    }
}

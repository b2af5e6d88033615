// Stored, not tested, and the dispatch table called at once.
#include <ntddk.h>
#include <wsk.h>

typedef struct _RESOLVER {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
    NTSTATUS LastStatus;
} RESOLVER, *PRESOLVER;

VOID ResolverDropList(PRESOLVER Resolver, PADDRINFOEXW List)
{
    NTSTATUS status;

    status = WskCaptureProviderNPI( // want: capture-result-unchecked #a
        &Resolver->Registration, 1000, &Resolver->Provider);

    Resolver->Provider.Dispatch->WskFreeAddressInfo(Resolver->Provider.Client, List); // want: capture-result-unchecked #a

    Resolver->LastStatus = status;
    WskReleaseProviderNPI(&Resolver->Registration);
}

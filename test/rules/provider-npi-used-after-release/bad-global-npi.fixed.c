// A stop routine releases the global NPI and then asks it once more.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static PADDRINFOEXW CachedList;

NTSTATUS Start(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    NTSTATUS status = WskRegister(&npi, &Registration);

    if (NT_SUCCESS(status)) {
        status = WskCaptureProviderNPI(&Registration, 5000, &Provider);
        if (!NT_SUCCESS(status))
            WskDeregister(&Registration);
    }
    return status;
}

VOID Stop(VOID)
{
    if (CachedList != NULL) {
        Provider.Dispatch->WskFreeAddressInfo(Provider.Client, CachedList);
        CachedList = NULL;
    }
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

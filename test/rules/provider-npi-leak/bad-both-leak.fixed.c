// Registered and captured in one function; a later failure leaves with both of them.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static PVOID Cache;

NTSTATUS CacheInit(SIZE_T Bytes)
{
    NTSTATUS Status;
    WSK_CLIENT_NPI Client;

    Client.ClientContext = NULL;
    Client.Dispatch = &Dispatch;

    if (!NT_SUCCESS(Status = WskRegister(&Client, &Registration)))
        return Status;

    if (!NT_SUCCESS(Status = WskCaptureProviderNPI(&Registration, 1000, &Provider))) {
        WskDeregister(&Registration);
        return Status;
    }

    Cache = ExAllocatePoolWithTag(NonPagedPoolNx, Bytes, 'hcaC');
    if (Cache == NULL) {
        WskReleaseProviderNPI(&Registration);
        WskDeregister(&Registration);
        return STATUS_NO_MEMORY;
    }

    return STATUS_SUCCESS;
}

VOID CacheDone(VOID)
{
    ExFreePoolWithTag(Cache, 'hcaC');
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

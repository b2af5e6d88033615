// The only release stands on the failing path of the start routine; the stop routine deregisters and hangs.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static PVOID Buffer;

NTSTATUS Start(SIZE_T Bytes)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };

    status = WskRegister(&npi, &Registration);
    if (!NT_SUCCESS(status))
        return status;

    status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
        return status;
    }

    Buffer = ExAllocatePool2(POOL_FLAG_NON_PAGED, Bytes, 'ratS');
    if (Buffer == NULL) {
        WskReleaseProviderNPI(&Registration);
        WskDeregister(&Registration);
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    return STATUS_SUCCESS;
}

VOID Stop(VOID)
{
    ExFreePoolWithTag(Buffer, 'ratS');
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

// The same with the release in the stop routine, by way of a helper.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static PVOID Buffer;

static VOID Drop(PWSK_REGISTRATION Block)
{
    WskReleaseProviderNPI(Block);
}

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

    Buffer = ExAllocatePool2(POOL_FLAG_NON_PAGED, Bytes, 'tatS');
    if (Buffer == NULL) {
        Drop(&Registration);
        WskDeregister(&Registration);
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    return STATUS_SUCCESS;
}

VOID Stop(VOID)
{
    PWSK_REGISTRATION block = &Registration;

    ExFreePoolWithTag(Buffer, 'tatS');
    Drop(block);
    WskDeregister(block);
}

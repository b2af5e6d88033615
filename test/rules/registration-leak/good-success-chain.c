// Each step runs only while the status is still good; the clean-up goes by flags.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static PVOID Buffer;

NTSTATUS ChainInit(SIZE_T Bytes)
{
    NTSTATUS status = STATUS_SUCCESS;
    BOOLEAN registered = FALSE, captured = FALSE;
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };

    if (Bytes == 0)
        status = STATUS_INVALID_PARAMETER;

    if (NT_SUCCESS(status)) {
        status = WskRegister(&npi, &Registration);
        registered = NT_SUCCESS(status);
    }

    if (NT_SUCCESS(status)) {
        status = WskCaptureProviderNPI(&Registration, 100, &Provider);
        captured = NT_SUCCESS(status);
    }

    if (NT_SUCCESS(status)) {
        Buffer = ExAllocatePool2(POOL_FLAG_NON_PAGED, Bytes, 'niaC');
        if (Buffer == NULL)
            status = STATUS_INSUFFICIENT_RESOURCES;
    }

    if (!NT_SUCCESS(status)) {
        if (captured)
            WskReleaseProviderNPI(&Registration);
        if (registered)
            WskDeregister(&Registration);
    }

    return status;
}

VOID ChainExit(VOID)
{
    ExFreePoolWithTag(Buffer, 'niaC');
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

// The ladder has a release label, but the last step jumps past it.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION PumpRegistration;

NTSTATUS PumpCountTransports(SIZE_T *Count)
{
    WSK_PROVIDER_NPI npi;
    WSK_TRANSPORT *list;
    SIZE_T bytes = 0x20 * sizeof(WSK_TRANSPORT);
    NTSTATUS status;

    status = WskCaptureProviderNPI(&PumpRegistration, 1000, &npi);
    if (!NT_SUCCESS(status))
        goto Exit;

    list = ExAllocatePool2(POOL_FLAG_PAGED, bytes, 'pmuP');
    if (list == NULL) {
        status = STATUS_INSUFFICIENT_RESOURCES;
        goto Release;
    }

    status = npi.Dispatch->WskControlClient(
        npi.Client, WSK_TRANSPORT_LIST_QUERY, 0, NULL, bytes, list, &bytes, NULL);
    if (status == STATUS_BUFFER_OVERFLOW) {
        WskReleaseProviderNPI(&PumpRegistration);
        goto FreeList;
    }

    *Count = bytes / sizeof(WSK_TRANSPORT);
    ExFreePoolWithTag(list, 'pmuP');
    goto Release;

FreeList:
    ExFreePoolWithTag(list, 'pmuP');
    goto Exit;

Release:
    WskReleaseProviderNPI(&PumpRegistration);
Exit:
    return status;
}

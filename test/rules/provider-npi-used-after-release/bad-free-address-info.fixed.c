// The address list is freed after the release.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION DnsRegistration;

NTSTATUS DnsCount(PUNICODE_STRING Name, PIRP Irp, PKEVENT Event, PULONG Count)
{
    WSK_PROVIDER_NPI npi;
    PADDRINFOEXW list = NULL, entry;
    NTSTATUS status;

    *Count = 0;
    status = WskCaptureProviderNPI(&DnsRegistration, 1000, &npi);
    if (NT_ERROR(status))
        return status;

    status = npi.Dispatch->WskGetAddressInfo(
        npi.Client, Name, NULL, NS_ALL, NULL, NULL, &list, NULL, NULL, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }

    if (NT_SUCCESS(status)) {
        for (entry = list; entry; entry = entry->ai_next)
            (*Count)++;
        npi.Dispatch->WskFreeAddressInfo(npi.Client, list);
    }
    WskReleaseProviderNPI(&DnsRegistration);
    return status;
}

// The thread ends itself on one way out while it holds the provider NPI that only it knows.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION Registration;

VOID Announce(PVOID Context)
{
    WSK_PROVIDER_NPI provider;
    NTSTATUS status;
    PIRP irp;

    UNREFERENCED_PARAMETER(Context);

    status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &provider);
    if (!NT_SUCCESS(status)) {
        PsTerminateSystemThread(status);
    }

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) {
        WskReleaseProviderNPI(&Registration);
        PsTerminateSystemThread(STATUS_INSUFFICIENT_RESOURCES);
    }

    DbgPrint("WSK %x\n", provider.Dispatch->Version);
    IoFreeIrp(irp);
    WskReleaseProviderNPI(&Registration);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

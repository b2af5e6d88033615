// A completion routine waits without end.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION AckRegistration;

static NTSTATUS AckDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    WSK_PROVIDER_NPI npi;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    if (WskCaptureProviderNPI(&AckRegistration, WSK_NO_WAIT, &npi) == STATUS_SUCCESS) {
        npi.Dispatch->WskFreeAddressInfo(npi.Client, (PADDRINFOEXW)Context);
        WskReleaseProviderNPI(&AckRegistration);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

VOID AckArm(PIRP Irp, PADDRINFOEXW Info)
{
    IoSetCompletionRoutine(Irp, AckDone, Info, TRUE, TRUE, TRUE);
}

// Two separate exits leak; both are reported, the correct one between them is not.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH IoDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION IoRegistration;
static PIO_WORKITEM IoItem;
static PVOID IoBuffer;

NTSTATUS IoBringUp(PDEVICE_OBJECT Device)
{
    NTSTATUS Status;
    UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\??\\IoBringUp");
    UNICODE_STRING Target = RTL_CONSTANT_STRING(L"\\Device\\IoBringUp");
    WSK_CLIENT_NPI Npi = { .Dispatch = &IoDispatch };

    Status = WskRegister(&Npi, &IoRegistration);
    if (!NT_SUCCESS(Status))
        return Status;

    IoItem = IoAllocateWorkItem(Device);
    if (!IoItem) {
        WskDeregister(&IoRegistration);
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoBuffer = ExAllocatePoolWithTag(NonPagedPoolNx, 128, 'bOIg');
    if (!IoBuffer) {
        IoFreeWorkItem(IoItem);
        WskDeregister(&IoRegistration);
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    Status = IoCreateSymbolicLink(&Link, &Target);
    if (!NT_SUCCESS(Status)) {
        ExFreePoolWithTag(IoBuffer, 'bOIg');
        IoFreeWorkItem(IoItem);
        WskDeregister(&IoRegistration);
        return Status;
    }

    return STATUS_SUCCESS;
}

VOID IoTearDown(VOID)
{
    ExFreePoolWithTag(IoBuffer, 'bOIg');
    IoFreeWorkItem(IoItem);
    WskDeregister(&IoRegistration);
}

// A local pointer to memory that lasts: device extension and pool.
#include <ntddk.h>
#include <wsk.h>

typedef struct _EXT {
    WSK_REGISTRATION Registration;
} EXT, *PEXT;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS AttachDevice(PDEVICE_OBJECT Device)
{
    PEXT ext = (PEXT)Device->DeviceExtension;
    PWSK_REGISTRATION reg = &ext->Registration;
    WSK_CLIENT_NPI npi = { ext, &Dispatch };

    return WskRegister(&npi, reg);
}

VOID DetachDevice(PDEVICE_OBJECT Device)
{
    PEXT ext = (PEXT)Device->DeviceExtension;
    WskDeregister(&ext->Registration);
}

NTSTATUS AttachPool(PWSK_REGISTRATION *Out)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    WSK_REGISTRATION *block = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*block), 'kolB');

    if (!block)
        return STATUS_INSUFFICIENT_RESOURCES;

    status = WskRegister(&npi, block);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(block, 'kolB');
        return status;
    }

    *Out = block;
    return STATUS_SUCCESS;
}

VOID DetachPool(PWSK_REGISTRATION Block)
{
    WskDeregister(Block);
    ExFreePoolWithTag(Block, 'kolB');
}

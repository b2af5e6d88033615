// ExAllocatePoolWithTag with PagedPool, the block behind a plain pointer.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static PWSK_REGISTRATION pRegistration;

NTSTATUS NetInit(VOID)
{
    WSK_CLIENT_NPI Npi = { NULL, &Dispatch };
    NTSTATUS Status;

    pRegistration = (PWSK_REGISTRATION)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(WSK_REGISTRATION), 'geRW');
    if (!pRegistration)
        return STATUS_INSUFFICIENT_RESOURCES;

    Status = WskRegister(&Npi, pRegistration);
    if (!NT_SUCCESS(Status)) {
        ExFreePoolWithTag(pRegistration, 'geRW');
        pRegistration = NULL;
    }
    return Status;
}

VOID NetExit(VOID)
{
    if (pRegistration) {
        WskDeregister(pRegistration);
        ExFreePoolWithTag(pRegistration, 'geRW');
        pRegistration = NULL;
    }
}

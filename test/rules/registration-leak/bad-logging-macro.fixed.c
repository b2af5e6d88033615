// The failure is logged by a macro of another header, which is given the status, before the jump to the wrong label.
#include <ntddk.h>
#include <wsk.h>
#include "log.h"

static const WSK_CLIENT_DISPATCH TelDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION TelRegistration;
static PVOID TelTable;

NTSTATUS TelStart(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &TelDispatch };
    NTSTATUS status;

    status = WskRegister(&client, &TelRegistration);
    if (!NT_SUCCESS(status)) {
        TEL_ERROR("registration failed: %08x\n", status);
        return status;
    }

    status = TelReadSettings();
    if (!NT_SUCCESS(status)) {
        TEL_ERROR("settings: %08x\n", status);
        goto Deregister;
    }

    TelTable = ExAllocatePool2(POOL_FLAG_NON_PAGED, 512, 'bleT');
    if (TelTable == NULL) {
        status = STATUS_INSUFFICIENT_RESOURCES;
        TEL_WARN(("no memory", status));
        goto Deregister;
    }

    return STATUS_SUCCESS;

Deregister:
    WskDeregister(&TelRegistration);
Done:
    return status;
}

VOID TelStop(VOID)
{
    ExFreePoolWithTag(TelTable, 'bleT');
    WskDeregister(&TelRegistration);
}

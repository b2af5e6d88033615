// The clean-up stands in a debug-only branch.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static PVOID Table;

NTSTATUS TableInit(BOOLEAN Verbose)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status = WskRegister(&client, &Registration);

    if (!NT_SUCCESS(status)) {
        return status;
    }

    Table = ExAllocatePoolWithTag(NonPagedPoolNx, 1024, 'lbaT');
    if (Table == NULL) {
        if (Verbose) {
            DbgPrint("no table\n");
            WskDeregister(&Registration);
        }
        return STATUS_INSUFFICIENT_RESOURCES; // want: registration-leak
    }

    return STATUS_SUCCESS;
}

VOID TableExit(VOID)
{
    ExFreePoolWithTag(Table, 'lbaT');
    WskDeregister(&Registration);
}

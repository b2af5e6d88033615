// The table comes from pool and is freed as soon as the registration is made.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;

NTSTATUS AgentRegister(VOID)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi;
    PWSK_CLIENT_DISPATCH table;

    table = (PWSK_CLIENT_DISPATCH)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*table), 'tngA');
    if (table == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    table->Version = MAKE_WSK_VERSION(1, 0);
    table->Reserved = 0;
    table->WskClientEvent = NULL;

    npi.ClientContext = NULL;
    npi.Dispatch = table;
    status = WskRegister(&npi, &Registration); // want: client-dispatch-lifetime

    ExFreePoolWithTag(table, 'tngA');
    return status;
}

VOID AgentDeregister(VOID)
{
    WskDeregister(&Registration);
}

// The callback is set in one of two builds of the table only.
#include <ntddk.h>
#include <wsk.h>

NTSTATUS WSKAPI OnClientEvent(PVOID ClientContext, ULONG EventType, PVOID Information, SIZE_T InformationLength);

static WSK_REGISTRATION Registration;

NTSTATUS RunOnce(BOOLEAN WithEvents)
{
    WSK_CLIENT_DISPATCH table;
    WSK_CLIENT_NPI npi = { NULL, &table };
    NTSTATUS status;

    table.Version = MAKE_WSK_VERSION(1, 0);
    table.WskClientEvent = NULL;
    table.Reserved = 0;
    if (WithEvents)
    {
        table.WskClientEvent = OnClientEvent;
    }

    status = WskRegister(&npi, &Registration);
    if (NT_SUCCESS(status))
    {
        WskDeregister(&Registration);
    }
    return status;
}

// A loop in which every round has a block of its own.
#include <ntddk.h>
#include <wsk.h>

typedef struct _CONNECTION {
    LIST_ENTRY Link;
    WSK_REGISTRATION Registration;
    BOOLEAN Registered;
} CONNECTION, *PCONNECTION;

static const WSK_CLIENT_DISPATCH NbdDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

VOID NbdStopAll(PLIST_ENTRY Head)
{
    PLIST_ENTRY entry;

    for (entry = Head->Flink; entry != Head; entry = entry->Flink) {
        PCONNECTION connection = CONTAINING_RECORD(entry, CONNECTION, Link);

        if (connection->Registered) {
            connection->Registered = FALSE;
            WskDeregister(&connection->Registration);
        }
    }
}

NTSTATUS NbdStartAll(PLIST_ENTRY Head)
{
    PLIST_ENTRY entry;
    WSK_CLIENT_NPI npi;
    NTSTATUS status = STATUS_SUCCESS;

    npi.Dispatch = &NbdDispatch;
    for (entry = Head->Flink; entry != Head; entry = entry->Flink) {
        PCONNECTION connection = CONTAINING_RECORD(entry, CONNECTION, Link);

        npi.ClientContext = connection;
        status = WskRegister(&npi, &connection->Registration);
        if (!NT_SUCCESS(status)) {
            NbdStopAll(Head);
            break;
        }
        connection->Registered = TRUE;
    }
    return status;
}

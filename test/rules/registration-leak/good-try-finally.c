// __try/__leave/__finally whose finally block undoes exactly what the flags say.
#include <ntddk.h>
#include <wsk.h>

typedef struct _AUDIT_CHANNEL {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
    PVOID Buffer;
} AUDIT_CHANNEL, *PAUDIT_CHANNEL;

static const WSK_CLIENT_DISPATCH AuditDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS
AuditOpenChannel(
    _Inout_ PAUDIT_CHANNEL Channel
    )
{
    NTSTATUS status = STATUS_UNSUCCESSFUL;
    BOOLEAN registered = FALSE;
    BOOLEAN captured = FALSE;
    WSK_CLIENT_NPI client;

    __try {
        client.ClientContext = Channel;
        client.Dispatch = &AuditDispatch;

        status = WskRegister(&client, &Channel->Registration);
        if (!NT_SUCCESS(status)) {
            __leave;
        }
        registered = TRUE;

        status = WskCaptureProviderNPI(&Channel->Registration, WSK_INFINITE_WAIT, &Channel->Npi);
        if (!NT_SUCCESS(status)) {
            __leave;
        }
        captured = TRUE;

        Channel->Buffer = ExAllocatePoolWithTag(NonPagedPoolNx, 4096, 'tduA');
        if (Channel->Buffer == NULL) {
            status = STATUS_INSUFFICIENT_RESOURCES;
            __leave;
        }
    } __finally {
        if (!NT_SUCCESS(status)) {
            if (captured) {
                WskReleaseProviderNPI(&Channel->Registration);
            }
            if (registered) {
                WskDeregister(&Channel->Registration);
            }
        }
    }

    return status;
}

VOID
AuditCloseChannel(
    _Inout_ PAUDIT_CHANNEL Channel
    )
{
    ExFreePoolWithTag(Channel->Buffer, 'tduA');
    WskReleaseProviderNPI(&Channel->Registration);
    WskDeregister(&Channel->Registration);
}

// __try/__leave/__finally: the finally block releases the NPI but deregisters only together with it.
#include <ntddk.h>
#include <wsk.h>

typedef struct _AUDIT_CHANNEL {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
    PVOID Buffer;
    BOOLEAN Ready;
} AUDIT_CHANNEL, *PAUDIT_CHANNEL;

static const WSK_CLIENT_DISPATCH AuditDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS
AuditOpenChannel(
    _Inout_ PAUDIT_CHANNEL Channel
    )
{
    NTSTATUS status = STATUS_UNSUCCESSFUL;
    BOOLEAN captured = FALSE;
    WSK_CLIENT_NPI client;

    client.ClientContext = Channel;
    client.Dispatch = &AuditDispatch;

    status = WskRegister(&client, &Channel->Registration);
    if (NT_ERROR(status)) {
        return status;
    }

    __try {
        status = WskCaptureProviderNPI(&Channel->Registration, WSK_INFINITE_WAIT, &Channel->Npi);
        if (NT_ERROR(status)) {
            __leave;
        }
        captured = TRUE;

        Channel->Buffer = ExAllocatePoolWithTag(NonPagedPoolNx, 4096, 'tduA');
        if (Channel->Buffer == NULL) {
            status = STATUS_INSUFFICIENT_RESOURCES;
            __leave;
        }
        Channel->Ready = TRUE;
    } __finally {
        if (!NT_SUCCESS(status)) {
            if (captured) {
                WskReleaseProviderNPI(&Channel->Registration);
                WskDeregister(&Channel->Registration);
            }
        }
    }

    return status; // want: registration-leak
}

VOID
AuditCloseChannel(
    _Inout_ PAUDIT_CHANNEL Channel
    )
{
    if (!Channel->Ready) {
        return;
    }
    Channel->Ready = FALSE;
    ExFreePoolWithTag(Channel->Buffer, 'tduA');
    WskReleaseProviderNPI(&Channel->Registration);
    WskDeregister(&Channel->Registration);
}

// The helper leaves the clean-up to its caller in the same file, and the caller does it by flags.
#include <ntddk.h>
#include <wsk.h>

typedef struct _SESSION {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
    BOOLEAN Registered;
    BOOLEAN Captured;
} SESSION, *PSESSION;

static const WSK_CLIENT_DISPATCH SessionDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static NTSTATUS SessionOpenWsk(PSESSION Session)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi;

    npi.ClientContext = Session;
    npi.Dispatch = &SessionDispatch;

    status = WskRegister(&npi, &Session->Registration);
    if (!NT_SUCCESS(status))
        return status;
    Session->Registered = TRUE;

    status = WskCaptureProviderNPI(&Session->Registration, WSK_INFINITE_WAIT, &Session->Provider);
    if (!NT_SUCCESS(status))
        return status;
    Session->Captured = TRUE;

    return STATUS_SUCCESS;
}

static VOID SessionCloseWsk(PSESSION Session)
{
    if (Session->Captured)
        WskReleaseProviderNPI(&Session->Registration);
    if (Session->Registered)
        WskDeregister(&Session->Registration);
    Session->Captured = Session->Registered = FALSE;
}

NTSTATUS SessionCreate(PSESSION *Out)
{
    NTSTATUS status;
    PSESSION session = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*session), 'sseS');

    if (!session)
        return STATUS_INSUFFICIENT_RESOURCES;

    status = SessionOpenWsk(session);
    if (!NT_SUCCESS(status)) {
        SessionCloseWsk(session);
        ExFreePoolWithTag(session, 'sseS');
        return status;
    }

    *Out = session;
    return STATUS_SUCCESS;
}

VOID SessionDelete(PSESSION Session)
{
    SessionCloseWsk(Session);
    ExFreePoolWithTag(Session, 'sseS');
}

// The finally block runs for every failure, the registration's own included.
#include <ntddk.h>
#include <wsk.h>

typedef struct _MON_CONTEXT {
    WSK_REGISTRATION WskRegistration;
    HANDLE Thread;
} MON_CONTEXT, *PMON_CONTEXT;

static const WSK_CLIENT_DISPATCH MonDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS MonStart(PMON_CONTEXT Context, PKSTART_ROUTINE Routine)
{
    BOOLEAN wskRegistered = FALSE;
    NTSTATUS status = STATUS_SUCCESS;
    WSK_CLIENT_NPI npi;

    npi.ClientContext = Context;
    npi.Dispatch = &MonDispatch;

    __try {
        status = WskRegister(&npi, &Context->WskRegistration);
        wskRegistered = NT_SUCCESS(status);
        if (!NT_SUCCESS(status)) {
            __leave;
        }

        status = PsCreateSystemThread(
            &Context->Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, Routine, Context);
        if (!NT_SUCCESS(status)) {
            __leave;
        }
    } __finally {
        if (!NT_SUCCESS(status)) {
            if (wskRegistered) {
                WskDeregister(&Context->WskRegistration);
            }
        }
    }
    return status;
}

VOID MonStop(PMON_CONTEXT Context)
{
    ZwClose(Context->Thread);
    WskDeregister(&Context->WskRegistration);
}

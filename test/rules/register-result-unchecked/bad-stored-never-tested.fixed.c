// Stored in a variable that is never looked at.
#include <ntddk.h>
#include <wsk.h>

typedef struct _FLT_CTX {
    WSK_REGISTRATION Registration;
    BOOLEAN Ready;
} FLT_CTX, *PFLT_CTX;

static const WSK_CLIENT_DISPATCH FltDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

VOID
FltBindNetwork(
    _Inout_ PFLT_CTX Context
    )
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi;

    npi.ClientContext = Context;
    npi.Dispatch = &FltDispatch;

    status = WskRegister(&npi, &Context->Registration);
    if (!NT_SUCCESS(status)) {
        return;
    }

    Context->Ready = TRUE;
}

VOID
FltUnbindNetwork(
    _Inout_ PFLT_CTX Context
    )
{
    if (Context->Ready) {
        Context->Ready = FALSE;
        WskDeregister(&Context->Registration);
    }
}

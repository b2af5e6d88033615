// The result goes into the context, where the users of the network look at it.
#include <ntddk.h>
#include <wsk.h>

typedef struct _FLT_CTX {
    WSK_REGISTRATION Registration;
    NTSTATUS NetworkStatus;
} FLT_CTX, *PFLT_CTX;

static const WSK_CLIENT_DISPATCH FltDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

VOID FltBindNetwork(PFLT_CTX Context)
{
    WSK_CLIENT_NPI npi;

    npi.ClientContext = Context;
    npi.Dispatch = &FltDispatch;
    Context->NetworkStatus = WskRegister(&npi, &Context->Registration);
}

BOOLEAN FltHasNetwork(PFLT_CTX Context)
{
    return NT_SUCCESS(Context->NetworkStatus);
}

VOID FltUnbindNetwork(PFLT_CTX Context)
{
    if (NT_SUCCESS(Context->NetworkStatus)) {
        WskDeregister(&Context->Registration);
        Context->NetworkStatus = STATUS_UNSUCCESSFUL;
    }
}

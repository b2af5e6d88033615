// The block is a member of a context structure that is itself a local.
#include <ntddk.h>
#include <wsk.h>

typedef struct _CONTEXT_BLOCK {
    WSK_REGISTRATION Registration;
    ULONG Flags;
} CONTEXT_BLOCK;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

BOOLEAN StartClient(ULONG Flags)
{
    static CONTEXT_BLOCK ctx;
    WSK_CLIENT_NPI npi;

    ctx.Flags = Flags;
    npi.ClientContext = NULL;
    npi.Dispatch = &Dispatch;

    if (!NT_SUCCESS(WskRegister(&npi, &ctx.Registration))) {
        return FALSE;
    }
    return TRUE;
}

// The driver's own GOTO macro and one shared label that is only reached while registered.
#include <ntddk.h>
#include <wsk.h>

#define FAILED_NT(s) ((s) < 0)
#define GOTO_IF_FAIL(label, s, call)   \
    {                                  \
        (s) = (call);                  \
        if (FAILED_NT(s))              \
            goto label;                \
    }

static const WSK_CLIENT_DISPATCH Disp = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Reg;
static WSK_PROVIDER_NPI Npi;
static PVOID Lookup;

NTSTATUS PipeUp(VOID)
{
    NTSTATUS s;
    WSK_CLIENT_NPI client = { NULL, &Disp };

    GOTO_IF_FAIL(out, s, WskRegister(&client, &Reg));
    GOTO_IF_FAIL(dereg, s, WskCaptureProviderNPI(&Reg, WSK_INFINITE_WAIT, &Npi));

    Lookup = ExAllocatePool2(POOL_FLAG_NON_PAGED, 64, 'epiP');
    if (Lookup == NULL) {
        s = STATUS_NO_MEMORY;
        goto release;
    }
    return s;

release:
    WskReleaseProviderNPI(&Reg);
dereg:
    WskDeregister(&Reg);
out:
    return s;
}

VOID PipeDown(VOID)
{
    ExFreePoolWithTag(Lookup, 'epiP');
    WskReleaseProviderNPI(&Reg);
    WskDeregister(&Reg);
}

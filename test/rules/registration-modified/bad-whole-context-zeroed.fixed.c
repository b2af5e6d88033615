// The whole context is zeroed, and with it the registered block inside.
#include <ntddk.h>
#include <wsk.h>

typedef struct _LINK {
    WSK_REGISTRATION Registration;
    ULONG Counters[4];
} LINK, *PLINK;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS LinkInit(PLINK Link)
{
    WSK_CLIENT_NPI npi = { Link, &Dispatch };
    NTSTATUS status;

    status = WskRegister(&npi, &Link->Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    Link->Counters[0] = 1;
    return STATUS_SUCCESS;
}

VOID LinkExit(PLINK Link)
{
    WskDeregister(&Link->Registration);
}

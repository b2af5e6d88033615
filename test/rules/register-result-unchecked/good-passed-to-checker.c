// The status goes through a predicate function of the driver's own.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

static BOOLEAN Worked(NTSTATUS Status, PCSTR What)
{
    if (NT_SUCCESS(Status)) {
        return TRUE;
    }
    DbgPrint("%s: 0x%08x\n", What, Status);
    return FALSE;
}

BOOLEAN SvcRegister(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    return Worked(WskRegister(&npi, &Registration), "WskRegister");
}

VOID SvcDeregister(VOID)
{
    WskDeregister(&Registration);
}

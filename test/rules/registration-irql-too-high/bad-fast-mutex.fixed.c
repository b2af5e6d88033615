// A fast mutex raises the IRQL to APC_LEVEL; WskRegister wants PASSIVE_LEVEL. No bug check follows, so it is a warning.
#include <ntddk.h>
#include <wsk.h>

static FAST_MUTEX Mutex;
static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS Start(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    NTSTATUS status;

    ExAcquireFastMutex(&Mutex);
    ExReleaseFastMutex(&Mutex);
    status = WskRegister(&npi, &Registration);
    return status;
}

VOID Stop(VOID)
{
    WskDeregister(&Registration);
}

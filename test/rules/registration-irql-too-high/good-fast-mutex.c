// A fast mutex raises the IRQL to APC_LEVEL only: whoever takes one means to wait under it, so it is no proof of a bug.
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
    status = WskRegister(&npi, &Registration);
    ExReleaseFastMutex(&Mutex);
    return status;
}

VOID Stop(VOID)
{
    WskDeregister(&Registration);
}

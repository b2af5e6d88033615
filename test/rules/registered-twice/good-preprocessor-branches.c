// Two variants of the same call in branches of the preprocessor.
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;

NTSTATUS Register(PVOID Context)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi;
    static const WSK_CLIENT_DISPATCH dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

    npi.Dispatch = &dispatch;
#if DBG
    npi.ClientContext = Context;
    status = WskRegister(&npi, &Registration);
#else
    UNREFERENCED_PARAMETER(Context);
    npi.ClientContext = NULL;
    status = WskRegister(&npi, &Registration);
#endif
    return status;
}

#ifdef SIMPLE_STOP
VOID Deregister(VOID)
{
    WskDeregister(&Registration);
}
#else
VOID Deregister(VOID)
{
    DbgPrint("stop\n");
    WskDeregister(&Registration);
}
#endif

// Set through a pointer, through a conditional expression, and member by member in a loop-free helper macro.
#include <ntddk.h>
#include <wsk.h>

#define INIT_NPI(npi, ctx, table)        \
    do {                                 \
        (npi)->ClientContext = (ctx);    \
        (npi)->Dispatch = (table);       \
    } while (0)

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION First, Second;

NTSTATUS StartFirst(PVOID Context)
{
    WSK_CLIENT_NPI npi;

    INIT_NPI(&npi, Context, &Dispatch);
    return WskRegister(&npi, &First);
}

NTSTATUS StartSecond(PVOID Context)
{
    WSK_CLIENT_NPI npi;
    PWSK_CLIENT_NPI p = &npi;

    p->Dispatch = &Dispatch;
    p->ClientContext = Context ? Context : (PVOID)&Second;
    return WskRegister(p, &Second);
}

VOID Stop(VOID)
{
    WskDeregister(&Second);
    WskDeregister(&First);
}

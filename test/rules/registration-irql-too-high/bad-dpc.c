// A DPC routine deregisters.
#include <ntddk.h>
#include <wsk.h>

typedef struct _WDOG {
    KDPC Dpc;
    KTIMER Timer;
    WSK_REGISTRATION Registration;
} WDOG, *PWDOG;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static VOID WdogExpired(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
    PWDOG wdog = (PWDOG)Context;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Argument1);
    UNREFERENCED_PARAMETER(Argument2);

    WskDeregister(&wdog->Registration); // want: registration-irql-too-high
}

NTSTATUS WdogStart(PWDOG Wdog, LARGE_INTEGER Due)
{
    WSK_CLIENT_NPI npi = { Wdog, &Dispatch };
    NTSTATUS status = WskRegister(&npi, &Wdog->Registration);

    if (NT_SUCCESS(status)) {
        KeInitializeTimer(&Wdog->Timer);
        KeInitializeDpc(&Wdog->Dpc, WdogExpired, Wdog);
        KeSetTimer(&Wdog->Timer, Due, &Wdog->Dpc);
    }
    return status;
}

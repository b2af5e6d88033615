// The local block's owner serves a loop and deregisters behind it, through a helper that gets the address.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static VOID Finish(PWSK_REGISTRATION Registration)
{
    DbgPrint("finish %p\n", Registration);
    WskDeregister(Registration);
}

NTSTATUS Serve(PKEVENT Stop, PLARGE_INTEGER Tick)
{
    WSK_REGISTRATION registration = { 0 };
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    NTSTATUS status = WskRegister(&npi, &registration);

    if (!NT_SUCCESS(status))
        return status;

    while (KeWaitForSingleObject(Stop, Executive, KernelMode, FALSE, Tick) == STATUS_TIMEOUT)
        DbgPrint("tick\n");

    Finish(&registration);
    return STATUS_SUCCESS;
}

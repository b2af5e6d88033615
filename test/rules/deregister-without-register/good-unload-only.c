// Unload deregisters without asking: Unload runs only when DriverEntry has succeeded.
#include <ntddk.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD BeepUnload;

static const WSK_CLIENT_DISPATCH BeepDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION BeepRegistration;

static void BeepUnload(PDRIVER_OBJECT drv)
{
    UNREFERENCED_PARAMETER(drv);
    WskDeregister(&BeepRegistration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING path)
{
    WSK_CLIENT_NPI npi = { NULL, &BeepDispatch };
    NTSTATUS st = WskRegister(&npi, &BeepRegistration);

    UNREFERENCED_PARAMETER(path);

    if (NT_SUCCESS(st))
        drv->DriverUnload = BeepUnload;
    return st;
}

// Two calls in branches that exclude each other.
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI Event(PVOID Context, ULONG Type, PVOID Info, SIZE_T Length)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Type);
    UNREFERENCED_PARAMETER(Info);
    UNREFERENCED_PARAMETER(Length);
    return STATUS_NOT_IMPLEMENTED;
}

static const WSK_CLIENT_DISPATCH Plain = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static const WSK_CLIENT_DISPATCH WithEvent = { MAKE_WSK_VERSION(1, 0), 0, Event };
static WSK_REGISTRATION Registration;

NTSTATUS Attach(BOOLEAN WantEvents)
{
    WSK_CLIENT_NPI npi;

    npi.ClientContext = NULL;
    if (WantEvents) {
        npi.Dispatch = &WithEvent;
        return WskRegister(&npi, &Registration);
    } else {
        npi.Dispatch = &Plain;
        return WskRegister(&npi, &Registration);
    }
}

VOID Detach(VOID)
{
    WskDeregister(&Registration);
}

// The flag that guards the call is set before the registration is known to have worked.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH CapDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION CapRegistration;

NTSTATUS CapInit(PKEVENT Event)
{
    BOOLEAN wskRegistered = FALSE;
    NTSTATUS ntStatus;
    BOOLEAN fRegistered = FALSE;
    WSK_CLIENT_NPI wcnNpi = { NULL, &CapDispatch };

    do {
        if (Event == NULL) {
            ntStatus = STATUS_INVALID_PARAMETER;
            break;
        }

        fRegistered = TRUE;
        ntStatus = WskRegister(&wcnNpi, &CapRegistration);
        wskRegistered = NT_SUCCESS(ntStatus);
        if (NT_ERROR(ntStatus)) {
            break;
        }

        KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
        return STATUS_SUCCESS;
    } while (0);

    if (fRegistered) {
        if (wskRegistered) {
            WskDeregister(&CapRegistration);
        }
    }
    return ntStatus;
}

VOID CapUninit(VOID)
{
    WskDeregister(&CapRegistration);
}

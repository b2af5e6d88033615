// A pointer to the block may be stored and changed; the block itself is not touched.
#include <ntddk.h>
#include <wsk.h>

typedef struct _USER {
    PWSK_REGISTRATION Registration;
    BOOLEAN Attached;
} USER, *PUSER;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION g_Registration;

NTSTATUS UserAttach(PUSER User)
{
    NTSTATUS status;
    WSK_CLIENT_NPI npi = { User, &Dispatch };

    User->Registration = NULL;
    status = WskRegister(&npi, &g_Registration);
    if (NT_SUCCESS(status)) {
        User->Registration = &g_Registration;
        User->Attached = TRUE;
    }
    return status;
}

VOID UserDetach(PUSER User)
{
    if (User->Attached) {
        User->Attached = FALSE;
        WskDeregister(User->Registration);
        User->Registration = NULL;
    }
}

// The exception handler returns a failure and forgets the registration.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

NTSTATUS LockUser(PMDL Mdl)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status = WskRegister(&client, &Registration);

    if (!NT_SUCCESS(status)) {
        return status;
    }

    __try {
        MmProbeAndLockPages(Mdl, UserMode, IoReadAccess);
    }
    __except (EXCEPTION_EXECUTE_HANDLER) {
        WskDeregister(&Registration);
        return STATUS_INVALID_USER_BUFFER;
    }

    return STATUS_SUCCESS;
}

NTSTATUS LockUserAgain(PMDL Mdl)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status = WskRegister(&client, &Registration);

    if (!NT_SUCCESS(status)) {
        return status;
    }

    __try {
        MmProbeAndLockPages(Mdl, UserMode, IoReadAccess);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        status = GetExceptionCode();
        DbgPrint("cannot lock: 0x%08lx\n", status);
        WskDeregister(&Registration);
        return status;
    }

    return STATUS_SUCCESS;
}

VOID UnlockUser(PMDL Mdl)
{
    MmUnlockPages(Mdl);
    WskDeregister(&Registration);
}

// WskRegister inside an in-stack queued spin lock.
#include <ntddk.h>
#include <wsk.h>

typedef struct _TBL {
    KSPIN_LOCK Lock;
    WSK_REGISTRATION Registration;
    ULONG Users;
} TBL, *PTBL;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS TblAddUser(PTBL Tbl)
{
    NTSTATUS status = STATUS_SUCCESS;
    WSK_CLIENT_NPI npi = { Tbl, &Dispatch };
    KLOCK_QUEUE_HANDLE handle;

    KeAcquireInStackQueuedSpinLock(&Tbl->Lock, &handle);
    if (Tbl->Users == 0) {
        status = WskRegister(&npi, &Tbl->Registration); // want: registration-irql-too-high
    }
    if (NT_SUCCESS(status)) {
        Tbl->Users++;
    }
    KeReleaseInStackQueuedSpinLock(&handle);
    return status;
}

VOID TblClose(PTBL Tbl)
{
    if (Tbl->Users != 0) {
        Tbl->Users = 0;
        WskDeregister(&Tbl->Registration);
    }
}

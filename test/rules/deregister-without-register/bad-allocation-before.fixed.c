// An allocation before the registration fails and ends in the same clean-up.
#include <ntddk.h>
#include <wsk.h>

typedef struct _SCAN {
    WSK_REGISTRATION Registration;
    PVOID Buffer;
} SCAN, *PSCAN;

static const WSK_CLIENT_DISPATCH ScanDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS ScanOpen(PSCAN Scan)
{
    BOOLEAN WskRegistered = FALSE;
    NTSTATUS Status = STATUS_INSUFFICIENT_RESOURCES;
    WSK_CLIENT_NPI Npi = { Scan, &ScanDispatch };

    Scan->Buffer = ExAllocatePool2(POOL_FLAG_NON_PAGED, 256, 'nacS');
    if (!Scan->Buffer)
        goto Cleanup;

    Status = WskRegister(&Npi, &Scan->Registration);
    WskRegistered = NT_SUCCESS(Status);

Cleanup:
    if (!NT_SUCCESS(Status)) {
        if (WskRegistered)
            WskDeregister(&Scan->Registration);
        if (Scan->Buffer)
            ExFreePoolWithTag(Scan->Buffer, 'nacS');
    }
    return Status;
}

VOID ScanClose(PSCAN Scan)
{
    WskDeregister(&Scan->Registration);
    ExFreePoolWithTag(Scan->Buffer, 'nacS');
}

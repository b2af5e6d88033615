// The usual forms.
#include <ntddk.h>
#include <netioddk.h>
#include <wsk.h>

HANDLE First;
HANDLE Second;
HANDLE Third;

static VOID StopThird(VOID)
{
    NTSTATUS status = NmrDeregisterClient(Third);

    switch (status) {
    case STATUS_PENDING:
        NmrWaitForClientDeregisterComplete(Third);
        break;
    default:
        NT_ASSERT(status == STATUS_SUCCESS);
        break;
    }
    Third = NULL;
}

DRIVER_UNLOAD DriverUnload;

VOID DriverUnload(PDRIVER_OBJECT DriverObject)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DriverObject);

    if (NmrDeregisterClient(First) == STATUS_PENDING)
        NmrWaitForClientDeregisterComplete(First);

    NmrDeregisterClient(Second);
    NmrWaitForClientDeregisterComplete(Second);

    StopThird();

    if (First != NULL) {
        status = NmrDeregisterClient(First);
        ASSERT(status == STATUS_PENDING);
        status = NmrWaitForClientDeregisterComplete(First);
        ASSERT(status == STATUS_SUCCESS);
    }
}

// The status goes through a variable that nothing changes.
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS WSKAPI OnEvent(PVOID Context, ULONG Type, PVOID Information, SIZE_T Length)
{
    NTSTATUS status = STATUS_SUCCESS;

    DbgPrint("event %lu of %p, %p %Iu\n", Type, Context, Information, Length);
    return status; // want: client-event-status
}

static WSK_CLIENT_DISPATCH Dispatch;

VOID Prepare(VOID)
{
    Dispatch.Version = MAKE_WSK_VERSION(1, 0);
    Dispatch.WskClientEvent = OnEvent;
}

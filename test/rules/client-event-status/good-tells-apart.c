// The callback knows an event of its own and declines the others.
#include <ntddk.h>
#include <wsk.h>

NTSTATUS HandleProvider(PVOID Information, SIZE_T Length);

static NTSTATUS WSKAPI OnEvent(PVOID Context, ULONG EventType, PVOID Information, SIZE_T Length)
{
    UNREFERENCED_PARAMETER(Context);
    switch (EventType) {
    case 1:
        HandleProvider(Information, Length);
        return STATUS_SUCCESS;
    default:
        return STATUS_NOT_IMPLEMENTED;
    }
}

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, OnEvent };

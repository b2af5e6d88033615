// The callback slipped into the slot of Reserved.
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS NTAPI OnClientEvent(PVOID Context, ULONG EventType, PVOID Information, SIZE_T Length)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(EventType);
    UNREFERENCED_PARAMETER(Information);
    UNREFERENCED_PARAMETER(Length);
    return STATUS_NOT_IMPLEMENTED;
}

WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, OnClientEvent };

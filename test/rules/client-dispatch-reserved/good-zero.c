// Zero written out, as a macro, as FALSE-like constant, or left out.
#include <ntddk.h>
#include <wsk.h>

#define WSK_RESERVED 0

static NTSTATUS NTAPI OnClientEvent(PVOID Context, ULONG EventType, PVOID Information, SIZE_T Length)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(EventType);
    UNREFERENCED_PARAMETER(Information);
    UNREFERENCED_PARAMETER(Length);
    return STATUS_NOT_IMPLEMENTED;
}

const WSK_CLIENT_DISPATCH A = { MAKE_WSK_VERSION(1, 0), 0, OnClientEvent };
const WSK_CLIENT_DISPATCH B = { MAKE_WSK_VERSION(1, 0), WSK_RESERVED, NULL };
const WSK_CLIENT_DISPATCH C = { .Version = MAKE_WSK_VERSION(1, 0), .WskClientEvent = OnClientEvent };
const WSK_CLIENT_DISPATCH D = { MAKE_WSK_VERSION(1, 0) };
const WSK_CLIENT_DISPATCH E = { MAKE_WSK_VERSION(1, 0), 0x0, NULL };

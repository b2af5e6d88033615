// What is returned is not a constant.
#include <ntddk.h>
#include <wsk.h>

NTSTATUS Forward(PVOID Context, ULONG Type);

static NTSTATUS WSKAPI OnEvent(PVOID Context, ULONG Type, PVOID Information, SIZE_T Length)
{
    NTSTATUS status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(Information);
    UNREFERENCED_PARAMETER(Length);
    status = Forward(Context, Type);
    return status;
}

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, OnEvent };

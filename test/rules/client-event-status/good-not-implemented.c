// What the documentation asks for, directly and through a variable.
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS WSKAPI Direct(PVOID Context, ULONG Type, PVOID Information, SIZE_T Length)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Type);
    UNREFERENCED_PARAMETER(Information);
    UNREFERENCED_PARAMETER(Length);
    return STATUS_NOT_IMPLEMENTED;
}

static NTSTATUS WSKAPI Variable(PVOID Context, ULONG Type, PVOID Information, SIZE_T Length)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Type);
    UNREFERENCED_PARAMETER(Information);
    UNREFERENCED_PARAMETER(Length);
    status = STATUS_NOT_IMPLEMENTED;
    return status;
}

const WSK_CLIENT_DISPATCH First = { MAKE_WSK_VERSION(1, 0), 0, Direct };
const WSK_CLIENT_DISPATCH Second = { MAKE_WSK_VERSION(1, 0), 0, Variable };

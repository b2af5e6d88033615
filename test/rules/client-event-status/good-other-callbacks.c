// Socket callbacks have other contracts.
#include <ntddk.h>
#include <wsk.h>

static NTSTATUS WSKAPI OnReceive(PVOID Context, ULONG Flags, PWSK_DATA_INDICATION Data, SIZE_T Bytes, SIZE_T *Accepted)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(Bytes);
    UNREFERENCED_PARAMETER(Accepted);
    return STATUS_SUCCESS;
}

static const WSK_CLIENT_CONNECTION_DISPATCH Connection = { OnReceive, NULL, NULL };
static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

// A stub that claims success.
#include <ntddk.h>
#include <wsk.h>

NTSTATUS WSKAPI
ClientEvent(
    _In_opt_ PVOID ClientContext,
    _In_ ULONG EventType,
    _In_reads_bytes_opt_(InformationLength) PVOID Information,
    _In_ SIZE_T InformationLength
    )
{
    UNREFERENCED_PARAMETER(ClientContext);
    UNREFERENCED_PARAMETER(EventType);
    UNREFERENCED_PARAMETER(Information);
    UNREFERENCED_PARAMETER(InformationLength);

    return STATUS_SUCCESS; // want: client-event-status info "STATUS_SUCCESS"
}

const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, ClientEvent };

// A failure, but not the one that is documented.
#include <ntddk.h>
#include <wsk.h>

NTSTATUS WSKAPI wsk_event(PVOID context, ULONG event, PVOID info, SIZE_T length)
{
    (void)context;
    (void)event;
    (void)info;
    (void)length;
    return STATUS_NOT_IMPLEMENTED;
}

static const WSK_CLIENT_DISPATCH dispatch = {
    .Version = MAKE_WSK_VERSION(1, 0),
    .WskClientEvent = wsk_event,
};

// C++: zero is STATUS_SUCCESS.
#include <ntddk.h>
#include <wsk.h>

namespace net
{
static NTSTATUS NTAPI on_event(PVOID, ULONG, PVOID, SIZE_T)
{
    return STATUS_NOT_IMPLEMENTED;
}

const WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, &on_event };
}

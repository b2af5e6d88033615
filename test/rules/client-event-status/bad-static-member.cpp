// The table is a static member, defined outside its class, and so is the callback.
#include <ntddk.h>
#include <wsk.h>

namespace net
{
class client
{
public:
    static NTSTATUS NTAPI on_event(PVOID context, ULONG event, PVOID information, SIZE_T length);

private:
    static const WSK_CLIENT_DISPATCH dispatch_;
};

NTSTATUS NTAPI client::on_event(PVOID, ULONG, PVOID, SIZE_T)
{
    return STATUS_SUCCESS; // want: client-event-status
}

const WSK_CLIENT_DISPATCH client::dispatch_ = { MAKE_WSK_VERSION(1, 0), 0, &client::on_event };
}

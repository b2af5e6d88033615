// Other tables and structures with a Version member.
#include <ntddk.h>
#include <wsk.h>

struct my_header
{
    USHORT Version;
    USHORT Reserved;
};

const my_header header{ 1, 7 };
const WSK_CLIENT_DATAGRAM_DISPATCH datagram{ nullptr };
constexpr WSK_CLIENT_DISPATCH client{ MAKE_WSK_VERSION(1, 0) };

USHORT version_of(const my_header &h)
{
    my_header copy = h;
    copy.Version = 3;
    return copy.Version;
}

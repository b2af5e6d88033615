// C++: constexpr-like init statements, ternaries and auto.
#include <ntddk.h>
#include <wsk.h>

namespace
{
const WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
WSK_REGISTRATION registration;
bool registered;
}

NTSTATUS net_up()
{
    WSK_CLIENT_NPI npi{ nullptr, &dispatch };

    auto st = registered ? STATUS_SUCCESS : WskRegister(&npi, &registration);
    registered = NT_SUCCESS(st);
    return st;
}

void net_down()
{
    if (registered) {
        registered = false;
        WskDeregister(&registration);
    }
}

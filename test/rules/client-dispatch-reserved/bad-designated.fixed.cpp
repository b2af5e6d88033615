// A designated initialiser in C++.
#include <ntddk.h>
#include <wsk.h>

namespace
{
constexpr WSK_CLIENT_DISPATCH dispatch{
    .Version = MAKE_WSK_VERSION(1, 0),
    .Reserved = 0,
    .WskClientEvent = nullptr,
};
WSK_REGISTRATION registration;
}

NTSTATUS net_register()
{
    WSK_CLIENT_NPI npi{ nullptr, &dispatch };
    return WskRegister(&npi, &registration);
}

void net_deregister()
{
    WskDeregister(&registration);
}

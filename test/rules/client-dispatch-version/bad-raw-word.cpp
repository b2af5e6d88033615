// The right number written as a word: information only, the macro says it better.
#include <ntddk.h>
#include <wsk.h>

namespace
{
constexpr WSK_CLIENT_DISPATCH dispatch{ 0x0100, 0, nullptr }; // want: client-dispatch-version info
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

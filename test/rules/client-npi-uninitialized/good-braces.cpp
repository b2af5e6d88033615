// C++: value initialisation, braces, designated initialisers, a lambda that returns the structure.
#include <ntddk.h>
#include <wsk.h>

namespace
{
const WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
WSK_REGISTRATION first, second, third;

WSK_CLIENT_NPI make_npi(void *context)
{
    return { context, &dispatch };
}
}

NTSTATUS register_first()
{
    WSK_CLIENT_NPI npi{};
    npi.Dispatch = &dispatch;
    return WskRegister(&npi, &first);
}

NTSTATUS register_second()
{
    auto npi = make_npi(nullptr);
    return WskRegister(&npi, &second);
}

NTSTATUS register_third(void *context)
{
    WSK_CLIENT_NPI npi{ .ClientContext = context, .Dispatch = &dispatch };
    return WskRegister(&npi, &third);
}

void deregister_all()
{
    WskDeregister(&third);
    WskDeregister(&second);
    WskDeregister(&first);
}

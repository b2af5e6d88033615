// C++: a brace-initialised local block in a function that returns true while registered.
#include <ntddk.h>
#include <wsk.h>

namespace
{
constexpr WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
}

bool start_client(void *context)
{
    static WSK_REGISTRATION registration{};
    WSK_CLIENT_NPI npi{ context, &dispatch };

    auto status = WskRegister(&npi, &registration);
    return NT_SUCCESS(status);
}

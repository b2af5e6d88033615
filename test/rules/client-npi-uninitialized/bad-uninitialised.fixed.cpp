// C++: no braces, one member.
#include <ntddk.h>
#include <wsk.h>

namespace
{
const WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
WSK_REGISTRATION registration;
}

NTSTATUS net_register(bool verbose)
{
    WSK_CLIENT_NPI npi;
    npi.Dispatch = &dispatch;

    npi.ClientContext = NULL;
    if (auto st = WskRegister(&npi, &registration); !NT_SUCCESS(st)) {
        if (verbose) {
            DbgPrint("0x%08lx\n", st);
        }
        return st;
    }
    return STATUS_SUCCESS;
}

void net_deregister()
{
    WskDeregister(&registration);
}

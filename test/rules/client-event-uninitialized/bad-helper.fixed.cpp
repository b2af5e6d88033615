// The table of the caller goes through a helper that fills two members of three.
#include <ntddk.h>
#include <wsk.h>

namespace net
{
WSK_REGISTRATION registration;

static void prepare(WSK_CLIENT_DISPATCH &table)
{
    table.Version = MAKE_WSK_VERSION(1, 0);
    table.Reserved = 0;
}

NTSTATUS once()
{
    WSK_CLIENT_DISPATCH table;
    prepare(table);

    WSK_CLIENT_NPI npi{ nullptr, &table };
    table.WskClientEvent = NULL;
    auto status = WskRegister(&npi, &registration);
    if (!NT_SUCCESS(status))
        return status;
    WskDeregister(&registration);
    return status;
}
}

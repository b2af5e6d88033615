// if-with-initialiser: the early return after a failed allocation skips the deregistration.
#include <ntddk.h>
#include <wsk.h>

namespace
{

constexpr WSK_CLIENT_DISPATCH g_dispatch{ MAKE_WSK_VERSION(1, 0) };
WSK_REGISTRATION g_reg;
void *g_table;

} // namespace

NTSTATUS tunnel_init()
{
        WSK_CLIENT_NPI npi{ nullptr, &g_dispatch };

        if (auto err = WskRegister(&npi, &g_reg); NT_ERROR(err)) {
                return err;
        }

        if (g_table = ExAllocatePool2(POOL_FLAG_NON_PAGED, 512, 'lnuT'); !g_table) {
                WskDeregister(&g_reg);
                return STATUS_INSUFFICIENT_RESOURCES;
        }

        return STATUS_SUCCESS;
}

void tunnel_done()
{
        ExFreePoolWithTag(g_table, 'lnuT');
        WskDeregister(&g_reg);
}

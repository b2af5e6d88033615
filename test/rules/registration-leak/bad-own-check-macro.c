// The driver's own macro returns from the function; after WskRegister that leaves the registration behind.
#include <ntddk.h>
#include <wsk.h>

#define CHECK_NT(expr)                                     \
    do {                                                   \
        NTSTATUS st_ = (expr);                             \
        if (!NT_SUCCESS(st_)) {                            \
            DbgPrint("%s: 0x%08x\n", #expr, st_);          \
            return st_;                                    \
        }                                                  \
    } while (0)

static const WSK_CLIENT_DISPATCH mirror_dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION mirror_reg;
static WSK_PROVIDER_NPI mirror_npi;

NTSTATUS mirror_net_up(void)
{
    WSK_CLIENT_NPI npi = { .ClientContext = NULL, .Dispatch = &mirror_dispatch };

    CHECK_NT(WskRegister(&npi, &mirror_reg));
    CHECK_NT(WskCaptureProviderNPI(&mirror_reg, WSK_NO_WAIT, &mirror_npi)); // want: registration-leak
    return STATUS_SUCCESS;
}

void mirror_net_down(void)
{
    WskReleaseProviderNPI(&mirror_reg);
    WskDeregister(&mirror_reg);
}

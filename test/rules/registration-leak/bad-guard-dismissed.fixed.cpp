// C++: the guard is dismissed one step too early.
#include <ntddk.h>
#include <wsk.h>

namespace
{

const WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
WSK_REGISTRATION g_reg;
WSK_PROVIDER_NPI g_npi;

class registration_guard
{
public:
    explicit registration_guard(WSK_REGISTRATION &r) : m_reg(&r) {}
    ~registration_guard()
    {
        if (m_reg) {
            WskDeregister(m_reg);
        }
    }

    registration_guard(const registration_guard &) = delete;
    registration_guard &operator=(const registration_guard &) = delete;

    void keep() { m_reg = nullptr; }

private:
    WSK_REGISTRATION *m_reg;
};

} // namespace

NTSTATUS net_init()
{
    WSK_CLIENT_NPI npi{ nullptr, &dispatch };

    if (auto status = WskRegister(&npi, &g_reg); !NT_SUCCESS(status)) {
        return status;
    }

    registration_guard guard(g_reg);
    guard.keep();

    if (auto status = WskCaptureProviderNPI(&g_reg, 1000, &g_npi); !NT_SUCCESS(status)) {
        WskDeregister(&g_reg);
        return status;
    }
    return STATUS_SUCCESS;
}

void net_done()
{
    WskReleaseProviderNPI(&g_reg);
    WskDeregister(&g_reg);
}

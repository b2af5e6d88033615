// RAII: whoever deregisters by hand dismisses the guard first.
#include <ntddk.h>
#include <wsk.h>

extern const WSK_CLIENT_DISPATCH dispatch;
extern WSK_REGISTRATION registration;
extern WSK_PROVIDER_NPI provider;

class registration_guard
{
public:
    explicit registration_guard(WSK_REGISTRATION &reg) : m_reg(reg) {}
    ~registration_guard()
    {
        if (m_armed) {
            WskDeregister(&m_reg);
        }
    }
    void dismiss() { m_armed = false; }

private:
    WSK_REGISTRATION &m_reg;
    bool m_armed{ true };
};

NTSTATUS start(ULONG wait)
{
    WSK_CLIENT_NPI client{ nullptr, &dispatch };

    auto status = WskRegister(&client, &registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    registration_guard guard(registration);

    for (auto left = 3; left > 0; --left) {
        status = WskCaptureProviderNPI(&registration, wait, &provider);
        if (NT_SUCCESS(status)) {
            guard.dismiss();
            return STATUS_SUCCESS;
        }
        if (status == STATUS_NOINTERFACE) {
            guard.dismiss();
            WskDeregister(&registration);
            return status;
        }
    }
    return status;
}

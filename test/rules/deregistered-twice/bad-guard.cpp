// RAII: one error path deregisters by hand, and the guard does it again when the function returns.
#include <ntddk.h>
#include <wsk.h>

extern const WSK_CLIENT_DISPATCH dispatch;
extern WSK_REGISTRATION registration;
extern WSK_PROVIDER_NPI provider;

class registration_guard
{
public:
    explicit registration_guard(WSK_REGISTRATION *reg) : m_reg(reg) {}
    ~registration_guard()
    {
        if (m_armed) {
            WskDeregister(m_reg); // want: deregistered-twice
        }
    }
    void dismiss() { m_armed = false; }

private:
    WSK_REGISTRATION *m_reg;
    bool m_armed = true;
};

NTSTATUS start(ULONG wait)
{
    WSK_CLIENT_NPI client{ nullptr, &dispatch };

    auto status = WskRegister(&client, &registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    registration_guard guard(&registration);

    status = WskCaptureProviderNPI(&registration, wait, &provider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&registration);
        return status;
    }

    guard.dismiss();
    return STATUS_SUCCESS;
}

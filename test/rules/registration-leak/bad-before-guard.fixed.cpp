// C++: one return lies between the registration and the guard.
#include <ntddk.h>
#include <wsk.h>

namespace
{

const WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
WSK_REGISTRATION g_reg;
PVOID g_table;

template <typename F>
class scope_exit
{
public:
    explicit scope_exit(F f) : m_f(f) {}
    ~scope_exit()
    {
        if (m_armed) {
            m_f();
        }
    }
    void dismiss() { m_armed = false; }

private:
    F m_f;
    bool m_armed = true;
};

} // namespace

NTSTATUS net_init(PDRIVER_OBJECT driver, PDEVICE_OBJECT *device)
{
    WSK_CLIENT_NPI npi{ nullptr, &dispatch };

    auto status = WskRegister(&npi, &g_reg);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    g_table = ExAllocatePool2(POOL_FLAG_NON_PAGED, 128, 'lbaT');
    if (!g_table) {
        WskDeregister(&g_reg);
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    scope_exit undo([] {
        ExFreePoolWithTag(g_table, 'lbaT');
        WskDeregister(&g_reg);
    });

    status = IoCreateDevice(driver, 0, nullptr, FILE_DEVICE_UNKNOWN, 0, FALSE, device);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    undo.dismiss();
    return STATUS_SUCCESS;
}

void net_done()
{
    ExFreePoolWithTag(g_table, 'lbaT');
    WskDeregister(&g_reg);
}

// C++: a scope_exit template with lambdas as roll-back, dismissed when everything worked.
#include <ntddk.h>
#include <wsk.h>

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

    scope_exit(const scope_exit &) = delete;
    scope_exit &operator=(const scope_exit &) = delete;

    void dismiss() { m_armed = false; }

private:
    F m_f;
    bool m_armed = true;
};

namespace
{

constexpr WSK_CLIENT_DISPATCH client_dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };

struct driver_state
{
    WSK_REGISTRATION registration;
    WSK_PROVIDER_NPI provider;
    PDEVICE_OBJECT device;
    PVOID ring;
};

driver_state g_state;
constexpr SIZE_T ring_bytes = 64 * 1024;
constexpr ULONG ring_tag = 'gniR';

NTSTATUS start(PDRIVER_OBJECT driver)
{
    WSK_CLIENT_NPI npi{ &g_state, &client_dispatch };

    auto status = WskRegister(&npi, &g_state.registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    scope_exit deregister([] { WskDeregister(&g_state.registration); });

    status = WskCaptureProviderNPI(&g_state.registration, 1000, &g_state.provider);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    scope_exit release([] { WskReleaseProviderNPI(&g_state.registration); });

    g_state.ring = ExAllocatePool2(POOL_FLAG_NON_PAGED, ring_bytes, ring_tag);
    if (!g_state.ring) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    scope_exit free_ring([] { ExFreePoolWithTag(g_state.ring, ring_tag); });

    status = IoCreateDevice(driver, 0, nullptr, FILE_DEVICE_UNKNOWN, 0, FALSE, &g_state.device);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    free_ring.dismiss();
    release.dismiss();
    deregister.dismiss();
    return STATUS_SUCCESS;
}

void stop()
{
    IoDeleteDevice(g_state.device);
    ExFreePoolWithTag(g_state.ring, ring_tag);
    WskReleaseProviderNPI(&g_state.registration);
    WskDeregister(&g_state.registration);
}

} // namespace

extern "C" DRIVER_UNLOAD RingUnload;
extern "C" DRIVER_INITIALIZE DriverEntry;

extern "C" VOID RingUnload(PDRIVER_OBJECT)
{
    stop();
}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING)
{
    const auto status = start(driver);
    if (NT_SUCCESS(status)) {
        driver->DriverUnload = RingUnload;
    }
    return status;
}

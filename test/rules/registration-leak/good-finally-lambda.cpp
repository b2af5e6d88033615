// C++: "finally" helper with a capturing lambda, cancelled by a flag.
#include <ntddk.h>
#include <wsk.h>

namespace
{

template <typename F>
struct final_action
{
    F action;
    ~final_action() { action(); }
};

template <typename F>
final_action<F> finally(F f)
{
    return { f };
}

const WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
WSK_REGISTRATION registration;
WSK_PROVIDER_NPI provider;
PVOID table;

} // namespace

NTSTATUS start()
{
    bool done = false;
    bool registered = false;
    bool captured = false;

    auto rollback = finally([&] {
        if (done) {
            return;
        }
        if (captured) {
            WskReleaseProviderNPI(&registration);
        }
        if (registered) {
            WskDeregister(&registration);
        }
    });

    WSK_CLIENT_NPI npi{ nullptr, &dispatch };
    auto status = WskRegister(&npi, &registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    registered = true;

    status = WskCaptureProviderNPI(&registration, 100, &provider);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    captured = true;

    table = ExAllocatePool2(POOL_FLAG_NON_PAGED, 512, 'lbaT');
    if (!table) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    done = true;
    return STATUS_SUCCESS;
}

void stop()
{
    ExFreePoolWithTag(table, 'lbaT');
    WskReleaseProviderNPI(&registration);
    WskDeregister(&registration);
}

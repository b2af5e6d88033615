// C++: one RAII class for the registration, one for a captured NPI, both movable-free and explicit.
#include <ntddk.h>
#include <wsk.h>

namespace wskpp
{

class registration
{
public:
    registration() = default;
    ~registration() { reset(); }

    registration(const registration &) = delete;
    registration &operator=(const registration &) = delete;

    NTSTATUS open(const WSK_CLIENT_DISPATCH &dispatch, void *context)
    {
        if (m_registered) {
            return STATUS_ALREADY_REGISTERED;
        }

        WSK_CLIENT_NPI npi{ context, &dispatch };
        const auto status = WskRegister(&npi, &m_block);
        m_registered = NT_SUCCESS(status);
        return status;
    }

    void reset()
    {
        if (m_registered) {
            m_registered = false;
            WskDeregister(&m_block);
        }
    }

    WSK_REGISTRATION *get() { return &m_block; }

private:
    WSK_REGISTRATION m_block{};
    bool m_registered{};
};

class provider
{
public:
    explicit provider(registration &owner) : m_owner(owner) {}
    ~provider() { reset(); }

    provider(const provider &) = delete;
    provider &operator=(const provider &) = delete;

    NTSTATUS capture(ULONG milliseconds)
    {
        if (m_captured) {
            return STATUS_SUCCESS;
        }
        if (auto status = WskCaptureProviderNPI(m_owner.get(), milliseconds, &m_npi); !NT_SUCCESS(status)) {
            return status;
        }
        m_captured = true;
        return STATUS_SUCCESS;
    }

    void reset()
    {
        if (m_captured) {
            m_captured = false;
            WskReleaseProviderNPI(m_owner.get());
        }
    }

    USHORT version() const { return m_captured ? m_npi.Dispatch->Version : USHORT(0); }

private:
    registration &m_owner;
    WSK_PROVIDER_NPI m_npi{};
    bool m_captured{};
};

} // namespace wskpp

namespace
{

const WSK_CLIENT_DISPATCH g_dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };

struct context
{
    wskpp::registration registration;
    wskpp::provider provider{ registration };
};

context *g_context;

constexpr ULONG TAG = 'ppsW';

} // namespace

void *operator new(size_t size, void *where) noexcept;

NTSTATUS client_create()
{
    auto memory = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(context), TAG);
    if (!memory) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    auto ctx = new (memory) context;

    auto status = ctx->registration.open(g_dispatch, ctx);
    if (NT_SUCCESS(status)) {
        status = ctx->provider.capture(5000);
    }

    if (!NT_SUCCESS(status)) {
        ctx->~context();
        ExFreePoolWithTag(ctx, TAG);
        return status;
    }

    g_context = ctx;
    return STATUS_SUCCESS;
}

void client_destroy()
{
    if (auto ctx = g_context) {
        g_context = nullptr;
        ctx->~context();
        ExFreePoolWithTag(ctx, TAG);
    }
}

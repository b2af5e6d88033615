// RAII around the capture: the destructor releases, whatever return is taken.
#include <ntddk.h>
#include <wsk.h>

namespace net
{

extern WSK_REGISTRATION registration;

class provider_ref
{
public:
    explicit provider_ref(ULONG timeout)
        : m_status(WskCaptureProviderNPI(&registration, timeout, &m_npi))
    {
    }

    ~provider_ref()
    {
        if (NT_SUCCESS(m_status)) {
            WskReleaseProviderNPI(&registration);
        }
    }

    provider_ref(const provider_ref &) = delete;
    provider_ref &operator=(const provider_ref &) = delete;

    NTSTATUS status() const { return m_status; }
    const WSK_PROVIDER_NPI *operator->() const { return &m_npi; }

private:
    WSK_PROVIDER_NPI m_npi{};
    NTSTATUS m_status;
};

bool provider_supports(USHORT version, BOOLEAN *known)
{
    provider_ref npi(WSK_NO_WAIT);

    if (!NT_SUCCESS(npi.status())) {
        return false;
    }
    if (known == nullptr) {
        return false;
    }
    *known = TRUE;
    return npi->Dispatch->Version >= version;
}

} // namespace net

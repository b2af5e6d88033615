// C++: the waiting capture stands inside the scope of a spin-lock guard.
#include <ntddk.h>
#include <wsk.h>

class spin_guard
{
public:
    explicit spin_guard(KSPIN_LOCK &lock) : m_lock(lock) { KeAcquireSpinLock(&m_lock, &m_irql); }
    ~spin_guard() { KeReleaseSpinLock(&m_lock, m_irql); }

    spin_guard(const spin_guard &) = delete;
    spin_guard &operator=(const spin_guard &) = delete;

private:
    KSPIN_LOCK &m_lock;
    KIRQL m_irql{};
};

USHORT provider_version(WSK_REGISTRATION &registration, KSPIN_LOCK &lock)
{
    WSK_PROVIDER_NPI npi{};
    USHORT version = 0;

    spin_guard guard(lock);
    if (NT_SUCCESS(WskCaptureProviderNPI(&registration, WSK_NO_WAIT, &npi))) {
        version = npi.Dispatch->Version;
        WskReleaseProviderNPI(&registration);
    }
    return version;
}

// C++: deregistered inside the scope of a spin-lock guard.
#include <ntddk.h>
#include <wsk.h>

struct spin_guard
{
    KSPIN_LOCK &lock;
    KIRQL irql;

    explicit spin_guard(KSPIN_LOCK &l) : lock(l) { KeAcquireSpinLock(&lock, &irql); }
    ~spin_guard() { KeReleaseSpinLock(&lock, irql); }
};

class holder
{
public:
    void stop()
    {
        spin_guard guard(m_lock);

        if (m_registered) {
            m_registered = false;
            WskDeregister(&m_registration); // want: registration-irql-too-high
        }
    }

private:
    KSPIN_LOCK m_lock{};
    WSK_REGISTRATION m_registration{};
    bool m_registered{};
};

void stop(holder *h)
{
    h->stop();
}

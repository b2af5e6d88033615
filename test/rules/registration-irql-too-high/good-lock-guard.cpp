// C++: the guard's block ends before the call.
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
        bool registered;
        {
            spin_guard guard(m_lock);
            registered = m_registered;
            m_registered = false;
        }
        if (registered) {
            WskDeregister(&m_registration);
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

// The destructor of the guard, declared by an alias, gives the provider NPI back on each way out.
#include <ntddk.h>
#include <wsk.h>

extern WSK_REGISTRATION Registration;

class Capture {
public:
    explicit Capture(PWSK_REGISTRATION block) : m_Block(block) {}
    ~Capture()
    {
        if (m_Held)
            WskReleaseProviderNPI(m_Block);
    }
    NTSTATUS Take(PWSK_PROVIDER_NPI npi)
    {
        NTSTATUS status = WskCaptureProviderNPI(m_Block, 100, npi);

        m_Held = NT_SUCCESS(status);
        return status;
    }

private:
    PWSK_REGISTRATION m_Block;
    bool m_Held = false;
};

typedef Capture ProviderGuard;

NTSTATUS Query(ULONG *version)
{
    WSK_PROVIDER_NPI npi;
    ProviderGuard guard(&Registration);
    NTSTATUS status = guard.Take(&npi);

    if (!NT_SUCCESS(status))
        return status;
    if (npi.Dispatch->Version < MAKE_WSK_VERSION(1, 0))
        return STATUS_NOT_SUPPORTED;
    *version = npi.Dispatch->Version;
    return STATUS_SUCCESS;
}

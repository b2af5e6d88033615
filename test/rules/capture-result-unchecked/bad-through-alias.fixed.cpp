// The owner of the registration is declared by an alias of a class template.
#include <ntddk.h>
#include <wsk.h>

template <typename Traits> class Handle {
public:
    PWSK_REGISTRATION Get() const { return m_Block; }
    void Reset(PWSK_REGISTRATION block)
    {
        if (m_Block != nullptr)
            Traits::Close(m_Block);
        m_Block = block;
    }

private:
    PWSK_REGISTRATION m_Block = nullptr;
};

struct RegistrationTraits {
    static void Close(PWSK_REGISTRATION block) { WskDeregister(block); }
};

using RegistrationHandle = Handle<RegistrationTraits>;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, nullptr };

class Client {
public:
    NTSTATUS Open()
    {
        WSK_CLIENT_NPI npi = { this, &Dispatch };
        NTSTATUS status = WskRegister(&npi, &m_Memory);

        if (!NT_SUCCESS(status))
            return status;
        m_Handle.Reset(&m_Memory);
        status = WskCaptureProviderNPI(m_Handle.Get(), 250, &m_Npi);
        if (!NT_SUCCESS(status)) {
            WskDeregister(m_Handle.Get());
            return status;
        }
        return STATUS_SUCCESS;
    }

private:
    WSK_REGISTRATION m_Memory;
    WSK_PROVIDER_NPI m_Npi;
    RegistrationHandle m_Handle;
};

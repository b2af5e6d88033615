// C++: the local owner deregisters in its destructor before the function is left.
#include <ntddk.h>
#include <wsk.h>

namespace
{
constexpr WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };

class temporary_registration
{
public:
    temporary_registration()
    {
        WSK_CLIENT_NPI npi{ nullptr, &dispatch };
        m_status = WskRegister(&npi, &m_block);
    }

    ~temporary_registration()
    {
        if (NT_SUCCESS(m_status)) {
            WskDeregister(&m_block);
        }
    }

    temporary_registration(const temporary_registration &) = delete;
    temporary_registration &operator=(const temporary_registration &) = delete;

    NTSTATUS status() const { return m_status; }
    WSK_REGISTRATION *block() { return &m_block; }

private:
    WSK_REGISTRATION m_block{};
    NTSTATUS m_status;
};
}

NTSTATUS query_range(WSK_PROVIDER_CHARACTERISTICS &range)
{
    temporary_registration registration;

    if (!NT_SUCCESS(registration.status())) {
        return registration.status();
    }
    return WskQueryProviderCharacteristics(registration.block(), &range);
}

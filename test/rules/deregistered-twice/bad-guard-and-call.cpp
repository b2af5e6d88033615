// C++: an explicit call, and the destructor of the guard does it again.
#include <ntddk.h>
#include <wsk.h>

namespace
{

const WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
WSK_REGISTRATION g_reg;

struct registration_guard
{
    WSK_REGISTRATION *reg;

    ~registration_guard()
    {
        WskDeregister(reg); // want: deregistered-twice #a
    }
};

} // namespace

NTSTATUS query(WSK_PROVIDER_CHARACTERISTICS &range)
{
    WSK_CLIENT_NPI npi{ nullptr, &dispatch };

    auto status = WskRegister(&npi, &g_reg);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    registration_guard guard{ &g_reg };

    status = WskQueryProviderCharacteristics(&g_reg, &range);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&g_reg);
        return status; // want: deregistered-twice #a
    }
    return STATUS_SUCCESS;
} // want: deregistered-twice #a

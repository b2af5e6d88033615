// N-14: C++ wrappers whose flow cannot be seen from here.
#include <ntddk.h>
#include <wsk.h>

template <typename F>
NTSTATUS with_provider(WSK_REGISTRATION &registration, F &&f);

class opaque_client
{
public:
    opaque_client(const WSK_CLIENT_DISPATCH &dispatch);
    ~opaque_client();

    NTSTATUS start();
    WSK_REGISTRATION &registration();
};

extern const WSK_CLIENT_DISPATCH dispatch;

NTSTATUS probe(USHORT *version)
{
    opaque_client client(dispatch);

    if (auto status = client.start(); !NT_SUCCESS(status)) {
        return status;
    }
    WSK_PROVIDER_NPI npi{};
    auto status = WskCaptureProviderNPI(&client.registration(), 100, &npi);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    *version = npi.Dispatch->Version;
    WskReleaseProviderNPI(&client.registration());
    return STATUS_SUCCESS;
}

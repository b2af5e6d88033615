// C++: raised by hand, with a wait.
#include <ntddk.h>
#include <wsk.h>

USHORT provider_version(WSK_REGISTRATION &registration)
{
    WSK_PROVIDER_NPI npi{};
    USHORT version = 0;

    KIRQL irql = KeRaiseIrqlToDpcLevel();
    if (NT_SUCCESS(WskCaptureProviderNPI(&registration, WSK_NO_WAIT, &npi))) {
        version = npi.Dispatch->Version;
        WskReleaseProviderNPI(&registration);
    }
    KeLowerIrql(irql);
    return version;
}

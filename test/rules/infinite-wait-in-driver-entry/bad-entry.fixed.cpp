// C++ DriverEntry with extern "C" and a method that waits.
#include <ntddk.h>
#include <wsk.h>

namespace
{

const WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
WSK_REGISTRATION registration;
WSK_PROVIDER_NPI provider;

NTSTATUS attach()
{
    WSK_CLIENT_NPI npi{ nullptr, &dispatch };

    if (auto status = WskRegister(&npi, &registration); !NT_SUCCESS(status)) {
        return status;
    }
    if (auto status = WskCaptureProviderNPI(&registration, WSK_NO_WAIT, &provider);
        !NT_SUCCESS(status)) {
        WskDeregister(&registration);
        return status;
    }
    return STATUS_SUCCESS;
}

} // namespace

extern "C" DRIVER_UNLOAD Unload;
extern "C" VOID Unload(PDRIVER_OBJECT)
{
    WskReleaseProviderNPI(&registration);
    WskDeregister(&registration);
}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING)
{
    if (auto status = attach(); !NT_SUCCESS(status)) {
        return status;
    }
    driver->DriverUnload = Unload;
    return STATUS_SUCCESS;
}

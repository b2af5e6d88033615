// C++: a constant, in the routine that starts a device.
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

namespace
{
constexpr ULONG capture_timeout = 15000;
const WSK_CLIENT_DISPATCH dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
WSK_REGISTRATION registration;
WSK_PROVIDER_NPI provider;
}

EVT_WDF_DEVICE_PREPARE_HARDWARE prepare_hardware;
EVT_WDF_DEVICE_RELEASE_HARDWARE release_hardware;

NTSTATUS prepare_hardware(WDFDEVICE, WDFCMRESLIST, WDFCMRESLIST)
{
    WSK_CLIENT_NPI npi{ nullptr, &dispatch };
    if (auto st = WskRegister(&npi, &registration); !NT_SUCCESS(st)) {
        return st;
    }
    auto st = WskCaptureProviderNPI(&registration, 1000, &provider);
    if (!NT_SUCCESS(st)) {
        WskDeregister(&registration);
    }
    return st;
}

NTSTATUS release_hardware(WDFDEVICE, WDFCMRESLIST)
{
    WskReleaseProviderNPI(&registration);
    WskDeregister(&registration);
    return STATUS_SUCCESS;
}

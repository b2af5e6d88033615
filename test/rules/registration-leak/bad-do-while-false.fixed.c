// do { ... } while (0) with break: the clean-up behind it asks for the capture, not for the registration.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH kDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION s_registration;
static WSK_PROVIDER_NPI s_provider;
static PDEVICE_OBJECT s_device;

NTSTATUS FilterNetStart(PDRIVER_OBJECT driver)
{
    NTSTATUS status;
    BOOLEAN captured = FALSE;
    WSK_CLIENT_NPI client = { NULL, &kDispatch };

    do {
        status = WskRegister(&client, &s_registration);
        if (!NT_SUCCESS(status)) {
            break;
        }

        status = WskCaptureProviderNPI(&s_registration, 1000, &s_provider);
        if (!NT_SUCCESS(status)) {
            WskDeregister(&s_registration);
            break;
        }
        captured = TRUE;

        status = IoCreateDevice(driver, 0, NULL, FILE_DEVICE_NETWORK, 0, FALSE, &s_device);
        if (!NT_SUCCESS(status)) {
            break;
        }
    } while (0);

    if (!NT_SUCCESS(status) && captured) {
        WskReleaseProviderNPI(&s_registration);
        WskDeregister(&s_registration);
    }

    return status;
}

VOID FilterNetStop(VOID)
{
    IoDeleteDevice(s_device);
    WskReleaseProviderNPI(&s_registration);
    WskDeregister(&s_registration);
}

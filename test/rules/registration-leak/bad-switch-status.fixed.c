// A switch on the capture status: one case cleans up, the default case does not.
#include <ntddk.h>
#include <wsk.h>

typedef struct _DEVICE_EXTENSION {
    PDEVICE_OBJECT Self;
    WSK_REGISTRATION WskRegistration;
    WSK_PROVIDER_NPI WskProvider;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

static const WSK_CLIENT_DISPATCH LogClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

NTSTATUS
LogConnectWsk(
    IN PDEVICE_OBJECT DeviceObject
    )
{
    PDEVICE_EXTENSION devExt = (PDEVICE_EXTENSION)DeviceObject->DeviceExtension;
    WSK_CLIENT_NPI clientNpi;
    NTSTATUS status;

    clientNpi.ClientContext = devExt;
    clientNpi.Dispatch = &LogClientDispatch;

    status = WskRegister(&clientNpi, &devExt->WskRegistration);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = WskCaptureProviderNPI(&devExt->WskRegistration, WSK_NO_WAIT, &devExt->WskProvider);
    switch (status) {
    case STATUS_SUCCESS:
        break;

    case STATUS_DEVICE_NOT_READY:
        WskDeregister(&devExt->WskRegistration);
        return STATUS_RETRY;

    default:
        WskDeregister(&devExt->WskRegistration);
        return status;
    }

    return STATUS_SUCCESS;
}

VOID
LogDisconnectWsk(
    IN PDEVICE_OBJECT DeviceObject
    )
{
    PDEVICE_EXTENSION devExt = (PDEVICE_EXTENSION)DeviceObject->DeviceExtension;

    WskReleaseProviderNPI(&devExt->WskRegistration);
    WskDeregister(&devExt->WskRegistration);
}

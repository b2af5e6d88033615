// Each failing step undoes the ones before it and returns.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;

NTSTATUS NetStart(PDRIVER_OBJECT Driver, PDEVICE_OBJECT *Device)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status;

    status = IoCreateDevice(Driver, 0, NULL, FILE_DEVICE_NETWORK, 0, FALSE, Device);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(*Device);
        return status;
    }

    status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
    if (!NT_SUCCESS(status)) {
        DbgPrint("no provider: %08lx\n", status);
        WskDeregister(&Registration);
        IoDeleteDevice(*Device);
        return status;
    }
    return STATUS_SUCCESS;
}

VOID NetStop(VOID)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

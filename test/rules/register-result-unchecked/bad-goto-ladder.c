// The other failing steps go to the label that undoes what was done before them.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static PDEVICE_OBJECT Device;

VOID Unload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
    IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Path);

    status = IoCreateDevice(Driver, 0, NULL, FILE_DEVICE_NETWORK, 0, FALSE, &Device);
    if (!NT_SUCCESS(status))
        goto Exit;

    WskRegister(&client, &Registration); // want: register-result-unchecked

    status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
    if (!NT_SUCCESS(status))
        goto Deregister;

    Driver->DriverUnload = Unload;
    return STATUS_SUCCESS;

Deregister:
    WskDeregister(&Registration);
DeleteDevice:
    IoDeleteDevice(Device);
Exit:
    return status;
}

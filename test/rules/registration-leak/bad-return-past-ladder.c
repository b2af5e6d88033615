// One step returns at once, although the next one goes to a label that undoes what is held.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static PIRP Irp;
static PVOID Buffer;

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
        goto DeleteDevice;
    }
    Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL) {
        DbgPrint("no IRP\n");
        return STATUS_INSUFFICIENT_RESOURCES; // want: registration-leak
    }
    status = WskCaptureProviderNPI(&Registration, WSK_NO_WAIT, &Provider);
    if (!NT_SUCCESS(status)) {
        goto FreeIrp;
    }
    return STATUS_SUCCESS;

FreeIrp:
    IoFreeIrp(Irp);
    WskDeregister(&Registration);
DeleteDevice:
    IoDeleteDevice(*Device);
    return status;
}

VOID NetStop(VOID)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

// The failure path after the capture calls a helper that only deregisters.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Disp = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Reg;
static WSK_PROVIDER_NPI Prov;
static PDEVICE_OBJECT ControlDevice;

static VOID WskDown(VOID)
{
    WskDeregister(&Reg); // want: deregister-before-release #a
}

NTSTATUS WskUp(PDRIVER_OBJECT DriverObject)
{
    NTSTATUS Status;
    WSK_CLIENT_NPI Client = { NULL, &Disp };

    Status = WskRegister(&Client, &Reg);
    if (!NT_SUCCESS(Status))
        return Status;

    Status = WskCaptureProviderNPI(&Reg, WSK_NO_WAIT, &Prov);
    if (!NT_SUCCESS(Status)) {
        WskDown();
        return Status;
    }

    Status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &ControlDevice);
    if (!NT_SUCCESS(Status)) {
        WskDown(); // want: deregister-before-release #a
        return Status;
    }

    return STATUS_SUCCESS;
}

VOID WskOff(VOID)
{
    IoDeleteDevice(ControlDevice);
    WskReleaseProviderNPI(&Reg);
    WskDown();
}

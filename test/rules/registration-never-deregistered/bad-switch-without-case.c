// The switch that cleans up has no case for the stage that a whole start leaves.
#include <ntddk.h>
#include <wsk.h>

enum stage { STAGE_IDLE, STAGE_REGISTERED, STAGE_SHUTDOWN_HOOKED };

static enum stage Stage;
static WSK_REGISTRATION Registration;
static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static VOID StopNetwork(PDEVICE_OBJECT device)
{
    switch (Stage) {
    case STAGE_REGISTERED:
        WskDeregister(&Registration);
        break;
    case STAGE_IDLE:
        break;
    }
    Stage = STAGE_IDLE;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
    StopNetwork(DriverObject->DeviceObject);
} // want: registration-never-deregistered

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status))
        return status;
    Stage = STAGE_REGISTERED;
    status = IoRegisterShutdownNotification(DriverObject->DeviceObject);
    if (!NT_SUCCESS(status)) {
        StopNetwork(DriverObject->DeviceObject);
        return status;
    }
    Stage = STAGE_SHUTDOWN_HOOKED;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}

// A caller undoes by a mask of steps; the helper that deregisters first clears the bits of a later step.
#include <ntddk.h>
#include <wsk.h>

#define STEP_DEVICE 0x01
#define STEP_WSK 0x02
#define STEP_POOL 0x40
#define STEP_TIMER 0x80

typedef struct _DRIVER_DATA {
    ULONG Steps;
    PDEVICE_OBJECT Device;
    PVOID Pool;
    WSK_REGISTRATION Registration;
} DRIVER_DATA;

static DRIVER_DATA Data;

static const WSK_CLIENT_DISPATCH Table = { MAKE_WSK_VERSION(1, 0), 0, NULL };

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;

static VOID CloseNetwork(VOID)
{
    if ((Data.Steps & STEP_POOL) == STEP_POOL) {
        ExFreePool(Data.Pool);
        Data.Steps &= ~STEP_POOL;
    }
    if ((Data.Steps & STEP_WSK) == STEP_WSK) {
        WskDeregister(&Data.Registration);
        Data.Steps ^= STEP_WSK;
    }
}

static VOID Undo(VOID)
{
    if (Data.Steps & STEP_TIMER) {
        IoStopTimer(Data.Device);
    }
    if (Data.Steps & (STEP_WSK | STEP_POOL)) {
        CloseNetwork();
    }
    if (Data.Steps & STEP_DEVICE) {
        IoDeleteDevice(Data.Device);
    }
    Data.Steps = 0;
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    Undo();
}

static NTSTATUS OpenNetwork(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &Table };
    NTSTATUS status = WskRegister(&client, &Data.Registration);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Data.Steps |= STEP_WSK;
    Data.Pool = ExAllocatePool2(POOL_FLAG_NON_PAGED, 64, 'lpoP');
    if (Data.Pool == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Data.Steps |= STEP_POOL;
    return STATUS_SUCCESS;
}

static NTSTATUS Prepare(PDRIVER_OBJECT DriverObject)
{
    NTSTATUS status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_NETWORK, 0, FALSE, &Data.Device);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Data.Steps |= STEP_DEVICE;
    status = OpenNetwork();
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = IoInitializeTimer(Data.Device, NULL, NULL);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Data.Steps |= STEP_TIMER;
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = Unload;
    status = Prepare(DriverObject);
    if (!NT_SUCCESS(status)) {
        Undo();
    }
    return status;
}

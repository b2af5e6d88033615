// The steps in a function of their own end with a call that may fail; only a failing start undoes them.
#include <ntddk.h>
#include <wsk.h>

#define HAS_LINK 0x1
#define HAS_WSK 0x2

static ULONG Done;
static WSK_REGISTRATION Registration;
static UNICODE_STRING Link;
static UNICODE_STRING Target;

static const WSK_CLIENT_DISPATCH Table = { MAKE_WSK_VERSION(1, 0), 0, NULL };

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;

static VOID Rollback(VOID)
{
    if (Done & HAS_WSK) {
        WskDeregister(&Registration);
    }
    if (Done & HAS_LINK) {
        IoDeleteSymbolicLink(&Link);
    }
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    Rollback();
    IoDeleteSymbolicLink(&Link);
}

static NTSTATUS Steps(PDRIVER_OBJECT DriverObject)
{
    WSK_CLIENT_NPI client = { NULL, &Table };
    NTSTATUS status = IoCreateSymbolicLink(&Link, &Target);

    if (!NT_SUCCESS(status)) {
        return status;
    }
    Done |= HAS_LINK;
    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    Done |= HAS_WSK;
    return IoRegisterShutdownNotification(DriverObject->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = Unload;
    status = Steps(DriverObject);
    if (!NT_SUCCESS(status)) {
        Rollback();
    }
    return status;
}

// A boot driver: registered in DriverEntry, captured by the reinitialisation routine, which may run several times.
#include <ntddk.h>
#include <wsk.h>

#define BOOT_MAX_TRIES 20

typedef struct _BOOT_STATE {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
    BOOLEAN Captured;
    PDRIVER_OBJECT DriverObject;
} BOOT_STATE;

static BOOT_STATE Boot;

static const WSK_CLIENT_DISPATCH BootDispatch = {
    .Version = MAKE_WSK_VERSION(1, 0),
    .Reserved = 0,
    .WskClientEvent = NULL,
};

DRIVER_INITIALIZE DriverEntry;
DRIVER_REINITIALIZE BootReinitialize;
DRIVER_UNLOAD BootUnload;

static BOOLEAN BootTryCapture(ULONG Milliseconds)
{
    NTSTATUS status;

    if (Boot.Captured) {
        return TRUE;
    }

    status = WskCaptureProviderNPI(&Boot.Registration, Milliseconds, &Boot.Npi);
    if (NT_SUCCESS(status) == FALSE) {
        DbgPrint("boot: provider not there: 0x%08lx\n", status);
        return FALSE;
    }

    Boot.Captured = TRUE;
    return TRUE;
}

VOID BootReinitialize(PDRIVER_OBJECT DriverObject, PVOID Context, ULONG Count)
{
    UNREFERENCED_PARAMETER(Context);

    if (!BootTryCapture(WSK_NO_WAIT) && Count < BOOT_MAX_TRIES) {
        IoRegisterDriverReinitialization(DriverObject, BootReinitialize, NULL);
    }
}

VOID BootUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);

    if (Boot.Captured) {
        Boot.Captured = FALSE;
        WskReleaseProviderNPI(&Boot.Registration);
    }
    WskDeregister(&Boot.Registration);
}

NTSTATUS BootSendHello(PWSK_SOCKET Socket, PMDL Mdl, PIRP Irp)
{
    WSK_BUF buffer;

    if (!BootTryCapture(1000)) {
        return STATUS_DEVICE_NOT_READY;
    }

    buffer.Mdl = Mdl;
    buffer.Offset = 0;
    buffer.Length = MmGetMdlByteCount(Mdl);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, &buffer, 0, Irp);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WSK_CLIENT_NPI client;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);

    RtlZeroMemory(&Boot, sizeof(Boot));
    Boot.DriverObject = DriverObject;

    client.ClientContext = &Boot;
    client.Dispatch = &BootDispatch;

    status = WskRegister(&client, &Boot.Registration);
    if (NT_SUCCESS(status) == FALSE) {
        return status;
    }

    IoRegisterDriverReinitialization(DriverObject, BootReinitialize, NULL);
    DriverObject->DriverUnload = BootUnload;
    return STATUS_SUCCESS;
}

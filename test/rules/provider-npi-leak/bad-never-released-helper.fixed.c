// Captured by a helper into a static structure; nothing in the file releases it.
#include <ntddk.h>
#include <wsk.h>

typedef struct _BOOT_STATE {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Npi;
    BOOLEAN Captured;
} BOOT_STATE;

static BOOT_STATE Boot;
static const WSK_CLIENT_DISPATCH BootDispatch = { .Version = MAKE_WSK_VERSION(1, 0) };

DRIVER_UNLOAD BootUnload;

static BOOLEAN BootTryCapture(ULONG Milliseconds)
{
    NTSTATUS status;

    if (Boot.Captured) {
        return TRUE;
    }

    status = WskCaptureProviderNPI(&Boot.Registration, Milliseconds, &Boot.Npi);
    if (!NT_SUCCESS(status)) {
        return FALSE;
    }

    Boot.Captured = TRUE;
    return TRUE;
}

NTSTATUS BootStart(VOID)
{
    WSK_CLIENT_NPI client;
    NTSTATUS status;

    RtlZeroMemory(&Boot, sizeof(Boot));
    client.ClientContext = &Boot;
    client.Dispatch = &BootDispatch;

    status = WskRegister(&client, &Boot.Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    if (!BootTryCapture(WSK_NO_WAIT)) {
        DbgPrint("boot: later\n");
    }
    return STATUS_SUCCESS;
}

VOID BootUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);

    Boot.Captured = FALSE;
    WskReleaseProviderNPI(&Boot.Registration);
    WskDeregister(&Boot.Registration);
}

/* Loading and unloading: settings, WSK, server, and back in the opposite order. */
#include "driver.h"
#include "provider.h"
#include "server.h"
#include "settings.h"

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD DriverUnload;

_Use_decl_annotations_
NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;
    USHORT port;

    ExInitializeDriverRuntime(DrvRtPoolNxOptIn);
    DriverObject->DriverUnload = DriverUnload;
    port = SettingsReadPort(RegistryPath);

    status = ProviderOpen();
    if (!NT_SUCCESS(status)) {
        LOG("WSK is not available (%08lx)", status);
        return status;
    }
    status = ServerStart(port);
    if (!NT_SUCCESS(status)) {
        LOG("cannot listen on port %u (%08lx)", port, status);
        ProviderClose();
        return status;
    }
    LOG("listening on port %u", port);
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
static VOID NTAPI DriverUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);

    ServerStop();
    ProviderClose();
    LOG("unloaded");
}

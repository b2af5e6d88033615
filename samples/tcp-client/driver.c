/* Loading starts a thread that runs the client once; unloading ends it wherever it waits. */
#include "driver.h"
#include "client.h"
#include "provider.h"
#include "settings.h"

static SETTINGS Settings;
static HANDLE ClientThread;
/* Set to make every wait of the client end. */
static KEVENT Stop;

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD DriverUnload;
static KSTART_ROUTINE ClientThreadRun;

_Use_decl_annotations_
NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    OBJECT_ATTRIBUTES attributes;
    NTSTATUS status;

    ExInitializeDriverRuntime(DrvRtPoolNxOptIn);
    DriverObject->DriverUnload = DriverUnload;
    SettingsRead(RegistryPath, &Settings);
    KeInitializeEvent(&Stop, NotificationEvent, FALSE);

    status = ProviderOpen();
    if (!NT_SUCCESS(status)) {
        LOG("WSK is not available (%08lx)", status);
        return status;
    }
    InitializeObjectAttributes(&attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    status = PsCreateSystemThread(&ClientThread, THREAD_ALL_ACCESS, &attributes, NULL, NULL, ClientThreadRun, NULL);
    if (!NT_SUCCESS(status)) {
        LOG("cannot start a thread (%08lx)", status);
        ProviderClose();
    }
    return status;
}

_Use_decl_annotations_
static VOID NTAPI DriverUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);

    KeSetEvent(&Stop, IO_NO_INCREMENT, FALSE);
    ZwWaitForSingleObject(ClientThread, FALSE, NULL);
    ZwClose(ClientThread);
    ProviderClose();
    LOG("unloaded");
}

_Use_decl_annotations_
static VOID NTAPI ClientThreadRun(PVOID Context)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Context);
    status = ClientRun(&Settings, &Stop);
    LOG("finished (%08lx)", status);
    PsTerminateSystemThread(status);
}

// The context is copied before the block is registered, and its other members are read afterwards.
#include <ntddk.h>
#include <wsk.h>

typedef struct _SETTINGS {
    ULONG Port;
    ULONG Backlog;
} SETTINGS;

typedef struct _SERVICE {
    SETTINGS Settings;
    WSK_REGISTRATION Registration;
} SERVICE;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static const SERVICE Defaults = { { 7, 4 } };
static SERVICE Service;
extern SETTINGS Shown;

NTSTATUS StartService(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status;
    SERVICE snapshot;

    RtlCopyMemory(&Service, &Defaults, sizeof(SERVICE));
    status = WskRegister(&client, &Service.Registration);
    if (!NT_SUCCESS(status))
        return status;
    Shown = Service.Settings;
    RtlCopyMemory(&Shown, &Service, sizeof(SETTINGS));
    snapshot = Service;
    DbgPrint("port %u\n", snapshot.Settings.Port);
    return STATUS_SUCCESS;
}

VOID StopService(VOID)
{
    WskDeregister(&Service.Registration);
}

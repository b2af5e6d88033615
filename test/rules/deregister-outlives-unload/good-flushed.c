// EvtDriverUnload flushes the work item.
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION g_Registration;
static WDFWORKITEM g_StopItem;

EVT_WDF_WORKITEM EvtStop;
EVT_WDF_DRIVER_UNLOAD EvtUnload;

VOID EvtStop(WDFWORKITEM WorkItem)
{
    UNREFERENCED_PARAMETER(WorkItem);
    WskDeregister(&g_Registration);
}

VOID EvtUnload(WDFDRIVER Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    WdfWorkItemEnqueue(g_StopItem);
    WdfWorkItemFlush(g_StopItem);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status;

    WDF_DRIVER_CONFIG_INIT(&config, WDF_NO_EVENT_CALLBACK);
    config.EvtDriverUnload = EvtUnload;
    status = WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, WDF_NO_HANDLE);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    return WskRegister(&client, &g_Registration);
}

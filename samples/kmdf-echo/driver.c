/*
 * A driver of the framework without a device. All that WSK needs to find later lies in the context of the driver
 * object, which the framework frees after EvtDriverUnload.
 */
#include "driver.h"
#include "provider.h"
#include "server.h"

#define DEFAULT_PORT 7010

typedef struct _DRIVER_CONTEXT {
    PROVIDER Provider;
} DRIVER_CONTEXT, *PDRIVER_CONTEXT;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DRIVER_CONTEXT, DriverGetContext)

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_UNLOAD EvtDriverUnload;

/* The port to listen on: the REG_DWORD value Port of the service's key Parameters, or 7010. */
_IRQL_requires_(PASSIVE_LEVEL)
static USHORT DriverReadPort(_In_ WDFDRIVER Driver)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"Port");
    ULONG port = 0;
    WDFKEY key;

    if (NT_SUCCESS(WdfDriverOpenParametersRegistryKey(Driver, KEY_READ, WDF_NO_OBJECT_ATTRIBUTES, &key))) {
        if (!NT_SUCCESS(WdfRegistryQueryULong(key, &name, &port))) {
            port = 0;
        }
        WdfRegistryClose(key);
    }
    return port > 0 && port <= MAXUSHORT ? (USHORT)port : DEFAULT_PORT;
}

/* The framework calls EvtDriverUnload only if this succeeds. */
_Use_decl_annotations_
NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_DRIVER_CONFIG config;
    WDFDRIVER driver;
    PDRIVER_CONTEXT context;
    USHORT port;
    NTSTATUS status;

    ExInitializeDriverRuntime(DrvRtPoolNxOptIn);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, DRIVER_CONTEXT);
    WDF_DRIVER_CONFIG_INIT(&config, NULL);
    config.DriverInitFlags = WdfDriverInitNonPnpDriver;
    config.DriverPoolTag = DRIVER_TAG;
    config.EvtDriverUnload = EvtDriverUnload;
    status = WdfDriverCreate(DriverObject, RegistryPath, &attributes, &config, &driver);
    if (!NT_SUCCESS(status)) {
        LOG("WdfDriverCreate failed (%08lx)", status);
        return status;
    }
    context = DriverGetContext(driver);
    port = DriverReadPort(driver);

    status = ProviderOpen(&context->Provider);
    if (!NT_SUCCESS(status)) {
        LOG("WSK is not available (%08lx)", status);
        return status;
    }
    status = ServerStart(&context->Provider, port);
    if (!NT_SUCCESS(status)) {
        LOG("cannot listen on port %u (%08lx)", port, status);
        ProviderClose(&context->Provider);
        return status;
    }
    LOG("listening on port %u", port);
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
static VOID NTAPI EvtDriverUnload(WDFDRIVER Driver)
{
    PDRIVER_CONTEXT context = DriverGetContext(Driver);

    ServerStop();
    ProviderClose(&context->Provider);
    LOG("unloaded");
}

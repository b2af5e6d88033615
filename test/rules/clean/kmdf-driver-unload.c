// Non-PnP KMDF driver: WSK first, WdfDriverCreate second, and the registration undone when that fails.
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

#define RETURN_IF_FAILED(expr)                    \
    do {                                          \
        NTSTATUS returnStatus = (expr);           \
        if (!NT_SUCCESS(returnStatus)) {          \
            return returnStatus;                  \
        }                                         \
    } while (0)

DRIVER_INITIALIZE DriverEntry;
EVT_WDF_DRIVER_UNLOAD HealthEvtUnload;
EVT_WDF_TIMER HealthEvtTimer;
EVT_WDF_WORKITEM HealthEvtWork;

static const WSK_CLIENT_DISPATCH HealthDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

static struct {
    WSK_REGISTRATION Registration;
    WDFTIMER Timer;
    WDFWORKITEM Work;
    volatile LONG Probes;
} Health;

static NTSTATUS HealthProbe(VOID)
{
    WSK_PROVIDER_NPI npi;

    RETURN_IF_FAILED(WskCaptureProviderNPI(&Health.Registration, 100, &npi));
    DbgPrint("health: provider 0x%04x\n", npi.Dispatch->Version);
    WskReleaseProviderNPI(&Health.Registration);
    return STATUS_SUCCESS;
}

VOID HealthEvtWork(_In_ WDFWORKITEM Item)
{
    UNREFERENCED_PARAMETER(Item);

    if (NT_SUCCESS(HealthProbe())) {
        InterlockedIncrement(&Health.Probes);
    }
}

VOID HealthEvtTimer(_In_ WDFTIMER Timer)
{
    UNREFERENCED_PARAMETER(Timer);
    WdfWorkItemEnqueue(Health.Work);
}

VOID HealthEvtUnload(_In_ WDFDRIVER Driver)
{
    UNREFERENCED_PARAMETER(Driver);

    WdfTimerStop(Health.Timer, TRUE);
    WdfWorkItemFlush(Health.Work);
    WskDeregister(&Health.Registration);
}

static NTSTATUS HealthCreateObjects(WDFDRIVER Driver)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_TIMER_CONFIG timerConfig;
    WDF_WORKITEM_CONFIG workConfig;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Driver;

    WDF_WORKITEM_CONFIG_INIT(&workConfig, HealthEvtWork);
    RETURN_IF_FAILED(WdfWorkItemCreate(&workConfig, &attributes, &Health.Work));

    WDF_TIMER_CONFIG_INIT(&timerConfig, HealthEvtTimer);
    timerConfig.Period = 60000;
    RETURN_IF_FAILED(WdfTimerCreate(&timerConfig, &attributes, &Health.Timer));

    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;
    WDFDRIVER driver;
    WDF_DRIVER_CONFIG config;
    WSK_CLIENT_NPI clientNpi = { .ClientContext = &Health, .Dispatch = &HealthDispatch };

    RETURN_IF_FAILED(WskRegister(&clientNpi, &Health.Registration));

    WDF_DRIVER_CONFIG_INIT(&config, WDF_NO_EVENT_CALLBACK);
    config.EvtDriverUnload = HealthEvtUnload;

    status = WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, &driver);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Health.Registration);
        return status;
    }

    status = HealthCreateObjects(driver);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Health.Registration);
        return status;
    }

    WdfTimerStart(Health.Timer, WDF_REL_TIMEOUT_IN_SEC(5));
    return STATUS_SUCCESS;
}

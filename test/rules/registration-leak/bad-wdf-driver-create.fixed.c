// A KMDF DriverEntry registers first; when WdfDriverCreate fails it returns with the registration alive.
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

DRIVER_INITIALIZE DriverEntry;
EVT_WDF_DRIVER_UNLOAD PktEvtDriverUnload;

const WSK_CLIENT_DISPATCH PktDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
WSK_REGISTRATION PktRegistration;

VOID
PktEvtDriverUnload(
    _In_ WDFDRIVER Driver
    )
{
    UNREFERENCED_PARAMETER(Driver);
    WskDeregister(&PktRegistration);
}

NTSTATUS
DriverEntry(
    _In_ PDRIVER_OBJECT DriverObject,
    _In_ PUNICODE_STRING RegistryPath
    )
{
    WDF_DRIVER_CONFIG config;
    WSK_CLIENT_NPI npi;
    WDFDRIVER driver;
    NTSTATUS status;

    npi.ClientContext = NULL;
    npi.Dispatch = &PktDispatch;

    status = WskRegister(&npi, &PktRegistration);
    if (!NT_SUCCESS(status)) {
        goto Done;
    }

    WDF_DRIVER_CONFIG_INIT(&config, WDF_NO_EVENT_CALLBACK);
    config.EvtDriverUnload = PktEvtDriverUnload;

    status = WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, &driver);
    if (!NT_SUCCESS(status)) {
        DbgPrintEx(DPFLTR_IHVNETWORK_ID, DPFLTR_ERROR_LEVEL, "WdfDriverCreate 0x%x\n", status);
        WskDeregister(&PktRegistration);
        goto Done;
    }

Done:
    return status;
}

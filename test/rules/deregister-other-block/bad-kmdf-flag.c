// A framework driver with a flag; the clean-up names the block of a module that is gone.
#include <ntddk.h>
#include <wdf.h>
#include <wsk.h>

typedef struct _NET_MODULE {
    WSK_REGISTRATION Registration;
    BOOLEAN IsRegistered;
} NET_MODULE;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static NET_MODULE g_Net;
static WSK_REGISTRATION g_OldRegistration;

static VOID EvtUnload(WDFDRIVER Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    if (g_Net.IsRegistered) {
        WskDeregister(&g_OldRegistration); // want: deregister-other-block "g_Net.Registration"
        g_Net.IsRegistered = FALSE;
    }
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

    status = WskRegister(&client, &g_Net.Registration);
    g_Net.IsRegistered = NT_SUCCESS(status);
    return status;
}

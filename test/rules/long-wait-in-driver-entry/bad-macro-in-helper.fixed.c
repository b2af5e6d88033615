// The time-out is a macro, and the capture is two calls below DriverEntry.
#include <ntddk.h>
#include <wsk.h>

#define SECONDS(n)        ((n) * 1000)
#define NET_READY_TIMEOUT SECONDS(30)

typedef struct _NET {
    WSK_REGISTRATION Registration;
    WSK_PROVIDER_NPI Provider;
} NET;

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static NET g_Net;

static NTSTATUS Attach(NET *Net)
{
    return WskCaptureProviderNPI(&Net->Registration, 1000, &Net->Provider);
}

static NTSTATUS NetInit(NET *Net)
{
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    NTSTATUS status = WskRegister(&npi, &Net->Registration);

    if (!NT_SUCCESS(status))
        return status;
    status = Attach(Net);
    if (!NT_SUCCESS(status))
        WskDeregister(&Net->Registration);
    return status;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskReleaseProviderNPI(&g_Net.Registration);
    WskDeregister(&g_Net.Registration);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverUnload = Unload;
    return NetInit(&g_Net);
}

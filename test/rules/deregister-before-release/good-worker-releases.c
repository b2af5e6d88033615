// The worker thread captures and releases; Unload only deregisters, which waits for the worker (documented).
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;

DRIVER_UNLOAD EchoUnload;
KSTART_ROUTINE EchoWorker;

VOID EchoWorker(PVOID Context)
{
    NTSTATUS status;
    WSK_PROVIDER_NPI npi;

    UNREFERENCED_PARAMETER(Context);

    status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &npi);
    if (NT_SUCCESS(status)) {
        DbgPrint("version %u\n", npi.Dispatch->Version);
        WskReleaseProviderNPI(&Registration);
    }
    PsTerminateSystemThread(status);
}

NTSTATUS EchoStart(PHANDLE Thread)
{
    NTSTATUS status;
    WSK_CLIENT_NPI client;

    client.ClientContext = NULL;
    client.Dispatch = &Dispatch;
    status = WskRegister(&client, &Registration);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = PsCreateSystemThread(Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, EchoWorker, NULL);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&Registration);
    }
    return status;
}

VOID EchoUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    WskDeregister(&Registration);
}

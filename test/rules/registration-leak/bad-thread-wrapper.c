// The thread that registers is started by a function of the driver's own, from another file.
#include <ntddk.h>
#include <wsk.h>
#include "threads.h"

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static OWN_THREAD Thread;

static NTSTATUS Connect(VOID)
{
    WSK_CLIENT_NPI client = { NULL, &Dispatch };
    NTSTATUS status = WskRegister(&client, &Registration);

    if (!NT_SUCCESS(status))
        return status;

    status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Provider);
    if (!NT_SUCCESS(status))
        return status; // want: registration-leak
    return STATUS_SUCCESS;
}

static NTSTATUS Main(PVOID Context)
{
    NTSTATUS status = Connect();

    UNREFERENCED_PARAMETER(Context);
    if (!NT_SUCCESS(status))
        DbgPrint("no WSK: %08x\n", status);
    return status;
}

NTSTATUS Launch(VOID)
{
    return OwnStartThread(&Thread, Main, NULL);
}

VOID Halt(VOID)
{
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
}

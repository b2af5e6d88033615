// Register and capture are helpers of their own; "return Wsk...(...)" is correct, the caller undoes the first step.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH g_Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION g_Registration;
static WSK_PROVIDER_NPI g_Provider;

static NTSTATUS DoRegister(VOID)
{
    WSK_CLIENT_NPI npi = { NULL, &g_Dispatch };
    return WskRegister(&npi, &g_Registration);
}

static NTSTATUS DoCapture(ULONG Milliseconds)
{
    return WskCaptureProviderNPI(&g_Registration, Milliseconds, &g_Provider);
}

static VOID UndoRegister(VOID)
{
    WskDeregister(&g_Registration);
}

NTSTATUS NetworkStart(VOID)
{
    NTSTATUS status = DoRegister();

    if (NT_SUCCESS(status)) {
        status = DoCapture(250);
        if (!NT_SUCCESS(status)) {
            UndoRegister();
        }
    }
    return status;
}

VOID NetworkStop(VOID)
{
    WskReleaseProviderNPI(&g_Registration);
    UndoRegister();
}

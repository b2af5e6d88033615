// A helper registers and cannot capture; assignments inside the conditions, flag set only on full success.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH SinkDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION SinkRegistration;
static BOOLEAN SinkReady;

static NTSTATUS SinkPrepare(WSK_PROVIDER_NPI *Provider)
{
    WSK_CLIENT_NPI npi = { NULL, &SinkDispatch };
    NTSTATUS st;

    if (NT_SUCCESS(st = WskRegister(&npi, &SinkRegistration)) == FALSE)
        return st;

    if (NT_SUCCESS(st = WskCaptureProviderNPI(&SinkRegistration, WSK_INFINITE_WAIT, Provider)) == FALSE) {
        WskDeregister(&SinkRegistration);
        return st;
    }

    SinkReady = TRUE;
    return st;
}

VOID SinkThread(PVOID Context)
{
    PWSK_PROVIDER_NPI npi = (PWSK_PROVIDER_NPI)Context;

    if (!NT_SUCCESS(SinkPrepare(npi)))
        DbgPrint("sink: no network\n");

    PsTerminateSystemThread(STATUS_SUCCESS);
}

VOID SinkShutdown(VOID)
{
    if (SinkReady) {
        SinkReady = FALSE;
        WskReleaseProviderNPI(&SinkRegistration);
        WskDeregister(&SinkRegistration);
    }
}

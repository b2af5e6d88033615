// A thread owns its block for as long as it runs: registers first, deregisters last.
#include <ntddk.h>
#include <wsk.h>

static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };

typedef struct _WORK {
    KEVENT Stop;
    NTSTATUS Result;
} WORK, *PWORK;

VOID WorkThread(PVOID Context)
{
    PWORK work = (PWORK)Context;
    WSK_REGISTRATION registration;
    WSK_PROVIDER_NPI provider;
    WSK_CLIENT_NPI npi = { NULL, &Dispatch };
    NTSTATUS status;

    status = WskRegister(&npi, &registration);
    if (!NT_SUCCESS(status))
        goto exit;

    status = WskCaptureProviderNPI(&registration, WSK_INFINITE_WAIT, &provider);
    if (!NT_SUCCESS(status))
        goto deregister;

    KeWaitForSingleObject(&work->Stop, Executive, KernelMode, FALSE, NULL);
    WskReleaseProviderNPI(&registration);

deregister:
    WskDeregister(&registration);
exit:
    work->Result = status;
    PsTerminateSystemThread(status);
}
